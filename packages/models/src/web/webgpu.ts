/** WebGPU: the collector has buffers and textures, but late; a mapped range is gone when its buffer is unmapped. */

import { emitterMembers } from "../emitter-members.ts";
import type { Model } from "../schema.ts";

const leak = "Its memory on the graphics card stays until the collector runs, which sees only a small object.";
const useAfter = "Work that uses it fails when it is submitted, with an uncaptured error instead of an exception.";

/** Commands are told of what they work with. */
const copies = [
  "copyBufferToBuffer",
  "copyBufferToTexture",
  "copyTextureToBuffer",
  "copyTextureToTexture",
  "clearBuffer",
  "resolveQuerySet",
];

export const webgpu: Model = {
  modules: ["global", "@webgpu/types"],
  types: {
    GPUBuffer: {
      what: "a graphics buffer",
      strength: "soft",
      endless: true,
      release: ["destroy"],
      leak,
      useAfter,
      safeAfter: ["label", "size", "usage", "mapState", "unmap"],
      argumentIsUse: true,
    },
    GPUTexture: {
      what: "a texture",
      strength: "soft",
      endless: true,
      release: ["destroy"],
      leak,
      useAfter,
      safeAfter: ["label", "width", "height", "depthOrArrayLayers", "mipLevelCount", "sampleCount", "dimension", "format", "usage"],
      argumentIsUse: true,
    },
    GPUQuerySet: {
      what: "a query set",
      strength: "soft",
      endless: true,
      release: ["destroy"],
      leak,
      useAfter,
      safeAfter: ["label", "type", "count"],
      argumentIsUse: true,
    },
    GPUDevice: {
      what: "a graphics device",
      strength: "soft",
      release: ["destroy"],
      leak: "The device and all that was made with it stay until the page goes.",
      // A lost device answers everything and does nothing.
      safeAfter: ["lost", "label", ...emitterMembers],
    },
  },
  functions: {
    "GPUDevice.createBuffer": { result: { kind: "fresh", type: "GPUBuffer", within: "this" } },
    "GPUDevice.createTexture": { result: { kind: "fresh", type: "GPUTexture", within: "this" } },
    "GPUDevice.createQuerySet": { result: { kind: "fresh", type: "GPUQuerySet", within: "this" } },
    "GPUAdapter.requestDevice": { result: { kind: "fresh", type: "GPUDevice", awaited: true }, throws: "outside" },
    "GPUBuffer.getMappedRange": { result: { kind: "derived", from: "this" } },
    "GPUBuffer.mapAsync": { throws: "outside" },
    "GPUBuffer.unmap": { endsViews: true },
    ...Object.fromEntries(copies.map((name) => [`GPUCommandEncoder.${name}`, {}])),
    "GPUQueue.writeBuffer": {},
    "GPUTexture.createView": { result: { kind: "derived", from: "this" } },
  },
  shapes: [
    { names: ["GPUBuffer"], members: ["destroy"], type: "GPUBuffer" },
    { names: ["GPUTexture"], members: ["destroy"], type: "GPUTexture" },
  ],
};
