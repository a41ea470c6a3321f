/** Ownership in WebCodecs: frames hold decoder and graphics memory, codecs hold hardware; both are closed by hand. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const codec = (what: string): TypeModel => ({
  what,
  strength: "hard",
  release: ["close"],
  leak: "The codec, often one of few in hardware, stays reserved; when they are used up `configure` fails or falls back to software.",
  useAfter: "The call throws an `InvalidStateError`: the codec is closed.",
  doubleRelease: "The second `close()` throws an `InvalidStateError`: the codec is closed.",
  safeAfter: ["state", "decodeQueueSize", "encodeQueueSize", "ondequeue", ...emitterMembers],
});
/** The callbacks given to it live as long as it does. */
const make = (type: string): FunctionModel => ({ result: { kind: "fresh", type }, takes: { "*": "stores" } });
/** It keeps its own reference to the frame: the caller's is still the caller's to close. */
const lends: FunctionModel = { takes: { "0": "borrows" } };

export const webcodecs: Model = {
  modules: ["global"],
  types: {
    VideoFrame: {
      what: "a video frame",
      strength: "hard",
      release: ["close"],
      leak: "A decoder has only a few frames to give: when they are all out it stops. The collector frees a frame late, and with a warning.",
      useAfter: "Drawing, cloning, encoding or copying it throws an `InvalidStateError`.",
      endsAtOnce: true,
      safeAfter: [
        "timestamp",
        "duration",
        "format",
        "codedWidth",
        "codedHeight",
        "codedRect",
        "visibleRect",
        "displayWidth",
        "displayHeight",
        "colorSpace",
      ],
    },
    AudioData: {
      what: "audio samples",
      strength: "hard",
      release: ["close"],
      leak: "The samples stay in media memory until the collector runs, which sees only a small object.",
      useAfter: "Cloning, encoding or copying it throws an `InvalidStateError`.",
      endsAtOnce: true,
      safeAfter: ["timestamp", "duration", "format", "sampleRate", "numberOfFrames", "numberOfChannels"],
    },
    VideoDecoder: codec("a video decoder"),
    VideoEncoder: codec("a video encoder"),
    AudioDecoder: codec("an audio decoder"),
    AudioEncoder: codec("an audio encoder"),
    ImageDecoder: {
      what: "an image decoder",
      strength: "hard",
      release: ["close"],
      leak: "The encoded image and the decoded frames it keeps stay in memory until the collector runs.",
      useAfter: "Decoding rejects with an `InvalidStateError`.",
      safeAfter: ["complete", "completed", "type", "tracks"],
    },
  },
  functions: {
    "new VideoFrame": { result: { kind: "fresh", type: "VideoFrame" }, takes: { "0": "borrows", "1.transfer": "transfers" } },
    "new AudioData": { result: { kind: "fresh", type: "AudioData" }, takes: { "0.transfer": "transfers" } },
    "VideoFrame.clone": { result: { kind: "fresh", type: "VideoFrame" } },
    "AudioData.clone": { result: { kind: "fresh", type: "AudioData" } },
    "new VideoDecoder": { ...make("VideoDecoder"), callback: { type: "VideoFrame", parameter: 0, member: "output" } },
    "new VideoEncoder": make("VideoEncoder"),
    "new AudioDecoder": { ...make("AudioDecoder"), callback: { type: "AudioData", parameter: 0, member: "output" } },
    "new AudioEncoder": make("AudioEncoder"),
    "new ImageDecoder": { result: { kind: "fresh", type: "ImageDecoder" }, takes: { "0.transfer": "transfers" } },
    "ImageDecoder.decode": { result: { kind: "fresh", type: "VideoFrame", awaited: true, at: "image" }, throws: "outside" },
    "VideoEncoder.encode": lends,
    "AudioEncoder.encode": lends,
    "VideoDecoder.decode": lends,
    "AudioDecoder.decode": lends,
  },
  shapes: [
    { names: ["VideoFrame"], members: ["close", "clone"], type: "VideoFrame" },
    { names: ["AudioData"], members: ["close", "clone"], type: "AudioData" },
    { names: ["VideoDecoder"], members: ["close", "flush"], type: "VideoDecoder" },
    { names: ["VideoEncoder"], members: ["close", "flush"], type: "VideoEncoder" },
    { names: ["AudioDecoder"], members: ["close", "flush"], type: "AudioDecoder" },
    { names: ["AudioEncoder"], members: ["close", "flush"], type: "AudioEncoder" },
  ],
};
