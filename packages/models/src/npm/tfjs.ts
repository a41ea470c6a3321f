/** Ownership in TensorFlow.js: tensors are memory of a backend, freed by hand or at the end of a `tidy`. */

import type { Model } from "../schema.ts";

export const tfjs: Model = {
  modules: ["@tensorflow/tfjs-core", "@tensorflow/tfjs", "@tensorflow/tfjs-node"],
  types: {
    Tensor: {
      what: "a tensor",
      // Soft: inside `tf.tidy` every tensor is freed at the end, and whether a call runs inside one cannot be seen.
      strength: "soft",
      release: ["dispose"],
      leak: "Its memory, in the graphics card or in WebAssembly, is never freed: the collector does not see it.",
      useAfter: "The call throws `Tensor is disposed.`.",
      safeAfter: ["isDisposed", "isDisposedInternal", "shape", "dtype", "size", "rank", "id", "dataId", "strides"],
      argumentIsUse: true,
    },
    KernelBackend: { what: "a backend", strength: "none", release: [] },
    TensorInfo: {
      what: "a backend's tensor",
      // Soft: what is freed is its `dataId`, which may be kept without it and shared with another.
      strength: "soft",
      release: [],
      // `backend.disposeData(tensor.dataId)`.
      derived: ["dataId"],
      leak: "Its memory, in the graphics card or in WebAssembly, is never freed: the collector does not see it.",
      argumentIsUse: true,
    },
  },
  functions: {
    tidy: { takes: { "*": "stores" } },
    keep: { result: { kind: "same", as: "0" } },
    dispose: { takes: { "0": "releases" } },
    "KernelBackend.makeTensorInfo": { result: { kind: "fresh", type: "TensorInfo" } },
    "KernelBackend.disposeData": { takes: { "0": "releases" } },
    "KernelBackend.disposeIntermediateTensorInfo": { takes: { "0": "releases" } },
  },
  shapes: [
    { names: ["TensorInfo"], members: ["dataId"], type: "TensorInfo" },
    { names: [], members: ["disposeData"], type: "KernelBackend" },
    { names: ["Tensor", "Tensor1D", "Tensor2D", "Tensor3D", "Tensor4D"], members: ["dispose", "dataSync"], type: "Tensor" },
  ],
};
