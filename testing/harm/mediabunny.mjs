/**
 * mediabunny's muxers take a lock in `start()` and give it back at the end of it, not in a `finally`. Each program lets `start()` fail
 * the way it fails for users, and then does what a user may do next.
 */

import { settles } from "./settles.mjs";

const bundle = "dist/bundles/mediabunny.mjs";

/** Formats that open their target in `start()`, and the codec of the track that they are given. */
const openingTheirTarget = [
  { format: "AdtsOutputFormat", codec: "aac", place: "src/adts/adts-muxer.ts:35" },
  { format: "FlacOutputFormat", codec: "flac", place: "src/flac/flac-muxer.ts:55" },
  { format: "Mp4OutputFormat", codec: "aac", place: "src/isobmff/isobmff-muxer.ts:251" },
  { format: "MkvOutputFormat", codec: "opus", place: "src/matroska/matroska-muxer.ts:178" },
  { format: "Mp3OutputFormat", codec: "mp3", place: "src/mp3/mp3-muxer.ts:38" },
  { format: "MpegTsOutputFormat", codec: "aac", place: "src/mpeg-ts/mpeg-ts-muxer.ts:103" },
  { format: "OggOutputFormat", codec: "opus", place: "src/ogg/ogg-muxer.ts:84" },
  { format: "WavOutputFormat", codec: "pcm-s16", place: "src/wave/wave-muxer.ts:46" },
];

/** @type {readonly import("./harm.mjs").Program[]} */
export const programs = [
  ...openingTheirTarget.map(({ format, codec, place }) => ({
    package: "mediabunny",
    place,
    module: bundle,
    run: (/** @type {any} */ mediabunny) => addAfterFailedStart(mediabunny, format, codec),
  })),
  { package: "mediabunny", place: "src/hls/hls-muxer.ts:175", module: bundle, run: finalizeAfterDisagreement },
];

/** Somebody else holds the stream to write to. With one that nobody holds, the packet is added or refused at once. */
async function addAfterFailedStart(/** @type {any} */ mediabunny, /** @type {string} */ format, /** @type {string} */ codec) {
  const taken = new WritableStream();
  taken.getWriter();
  const failed = await startAndAdd(mediabunny, format, codec, taken);
  const fine = await startAndAdd(mediabunny, format, codec, new WritableStream());
  if (failed.failure === undefined || failed.settled || !fine.settled) return undefined;
  return `start() fails (${failed.failure.message}); the next add() waits for ever`;
}

async function startAndAdd(
  /** @type {any} */ mediabunny,
  /** @type {string} */ format,
  /** @type {string} */ codec,
  /** @type {WritableStream} */ stream,
) {
  const target = new mediabunny.StreamTarget(stream);
  const output = new mediabunny.Output({ format: new mediabunny[format](), target });
  const source = new mediabunny.EncodedAudioPacketSource(codec);
  output.addAudioTrack(source);
  const failure = await failureOf(output.start());
  const packet = new mediabunny.EncodedPacket(new Uint8Array(8), "key", 0, 1);
  const added = source.add(packet, { decoderConfig: { codec, sampleRate: 48_000, numberOfChannels: 2 } });
  return { failure, settled: await settles(added) };
}

/** Two tracks disagree about their clock; whoever tells the user so finalizes the output to get rid of it. */
async function finalizeAfterDisagreement(/** @type {any} */ mediabunny) {
  const target = new mediabunny.PathedTarget("live.m3u8", () => new mediabunny.NullTarget());
  const format = new mediabunny.HlsOutputFormat({ segmentFormat: new mediabunny.MpegTsOutputFormat() });
  const output = new mediabunny.Output({ format, target });
  output.addAudioTrack(new mediabunny.EncodedAudioPacketSource("aac"), { isRelativeToUnixEpoch: true });
  output.addAudioTrack(new mediabunny.EncodedAudioPacketSource("aac"));
  const failure = await failureOf(output.start());
  if (failure === undefined || (await settles(output.finalize()))) return undefined;
  return `start() fails (${failure.message}); finalize() waits for ever`;
}

/** @param {Promise<unknown>} promise */
function failureOf(promise) {
  return promise.then(
    () => undefined,
    (/** @type {Error} */ error) => error,
  );
}
