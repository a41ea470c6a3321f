/** Cameras, microphones, sound and calls: they end with the page, with the other side, or when their last user lets go. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

/** They are made for a context, and end with it. */
const audioNodes = [
  "AnalyserNode",
  "AudioBufferSourceNode",
  "AudioWorkletNode",
  "BiquadFilterNode",
  "ChannelMergerNode",
  "ConstantSourceNode",
  "DelayNode",
  "DynamicsCompressorNode",
  "GainNode",
  "MediaElementAudioSourceNode",
  "MediaStreamAudioDestinationNode",
  "MediaStreamAudioSourceNode",
  "OscillatorNode",
  "PannerNode",
  "StereoPannerNode",
];

export const media: Model = {
  modules: ["global"],
  types: {
    MediaStreamTrack: {
      what: "a media track",
      strength: "soft",
      release: ["stop"],
      leak: "The camera or microphone stays on, with its light, until the page goes.",
    },
    MediaStream: {
      what: "a camera or microphone that is on",
      // Soft: it ends with its tracks, which anybody may stop.
      strength: "soft",
      release: [],
      // Whoever asks for the tracks may stop them, in a loop that may have no turn.
      endedBy: ["stop", "getTracks", "getAudioTracks", "getVideoTracks"],
      guard: true,
      endless: true,
      leak: "The camera or microphone stays on, with its light, until the page goes.",
    },
    MediaStreamTrackProcessor: { what: "a track processor", strength: "none", release: [], derived: ["readable"] },
    AudioContext: {
      what: "an audio context",
      strength: "soft",
      release: ["close"],
      leak: "The audio device stays open; browsers allow only a few contexts in a page.",
      endless: true,
      scarce: true,
      doubleRelease: "The second `close()` rejects with an `InvalidStateError`.",
    },
    MediaKeySession: {
      what: "a key session",
      strength: "soft",
      release: ["close"],
      leak: "The decryption module keeps the session; there is room for a few.",
    },
    RTCPeerConnection: {
      what: "a peer connection",
      strength: "soft",
      release: ["close"],
      leak: "The connection and its ports stay open until the other side gives up.",
      useAfter: "The call throws or rejects with an `InvalidStateError`.",
      safeAfter: [
        "connectionState",
        "iceConnectionState",
        "iceGatheringState",
        "signalingState",
        "localDescription",
        "remoteDescription",
        "getSenders",
        "getReceivers",
        "getTransceivers",
        "getStats",
        "onicecandidate",
        "ontrack",
        "onconnectionstatechange",
        "oniceconnectionstatechange",
        "onnegotiationneeded",
        "ondatachannel",
        "onsignalingstatechange",
        "onicegatheringstatechange",
        "onicecandidateerror",
        ...emitterMembers,
      ],
    },
  },
  functions: {
    "MediaStreamTrack.clone": { result: { kind: "fresh", type: "MediaStreamTrack" } },
    "MediaDevices.getUserMedia": { result: { kind: "fresh", type: "MediaStream", awaited: true }, throws: "outside" },
    "MediaDevices.getDisplayMedia": { result: { kind: "fresh", type: "MediaStream", awaited: true }, throws: "outside" },
    // Of tracks that somebody has.
    "new MediaStream": { result: { kind: "shared" } },
    "new AudioContext": { result: { kind: "fresh", type: "AudioContext" } },
    ...Object.fromEntries(audioNodes.map((name) => [`new ${name}`, {}])),
    "new RTCPeerConnection": { result: { kind: "fresh", type: "RTCPeerConnection" } },
    "new MediaStreamTrackProcessor": {},
    // Until then there is nothing in the decryption module, and `close()` is rejected.
    "MediaKeySession.generateRequest": { takes: { this: "acquires" }, throws: "outside" },
    "MediaKeySession.load": { takes: { this: "acquires" }, throws: "outside" },
  },
  shapes: [{ names: [], members: ["generateRequest", "close"], type: "MediaKeySession" }],
};
