/** Ownership in TensorFlow.js: tensors are memory of a backend, freed by hand or at the end of a `tidy`. */

import type { FunctionModel, Model } from "../schema.ts";

const gives: FunctionModel = { result: { kind: "fresh", type: "Tensor" } };

/** What its callback returns is the caller's. */
const tidy: FunctionModel = { ...gives, whenResult: ["Tensor"], takes: { "*": "stores" }, tidies: "Tensor" };

/** Only names that say little else, for every call of one of them is looked at. */
const creators = [
  "scalar",
  "tensor",
  "tensor1d",
  "tensor2d",
  "tensor3d",
  "tensor4d",
  "zeros",
  "ones",
  "zerosLike",
  "onesLike",
  "linspace",
  "oneHot",
  "randomNormal",
  "randomUniform",
  "browser.fromPixels",
  "fromPixels",
];
const operations = [
  "asType",
  "clipByValue",
  "expandDims",
  "matMul",
  "relu",
  "reshape",
  "resizeBilinear",
  "resizeNearestNeighbor",
  "sigmoid",
  "softmax",
  "squeeze",
  "stridedSlice",
  "toBool",
  "toFloat",
  "toInt",
  "transpose",
];

export const tfjs: Model = {
  modules: ["@tensorflow/tfjs-core", "@tensorflow/tfjs", "@tensorflow/tfjs-node"],
  types: {
    Tensor: {
      what: "a tensor",
      // Soft: inside `tf.tidy` every tensor is freed at the end, and whether a call runs inside one cannot be seen.
      strength: "soft",
      release: ["dispose"],
      leak: "Its memory, in the graphics card or in WebAssembly, is never freed: the collector does not see it.",
      alwaysNew: true,
      // Code that waits runs in no `tidy`.
      endless: true,
      useAfter: "The call throws `Tensor is disposed.`.",
      safeAfter: ["isDisposed", "isDisposedInternal", "shape", "dtype", "size", "rank", "id", "dataId", "strides"],
      argumentIsUse: true,
    },
    KernelBackend: { what: "a backend", strength: "none", release: [] },
    TensorInfo: {
      what: "a backend's tensor",
      // Hard: kernels are below `tidy`, and free what they make on the way.
      strength: "hard",
      release: [],
      releasedBy: ["disposeData", "disposeIntermediateTensorInfo"],
      // `backend.disposeData(tensor.dataId)`; the field may be kept without the rest.
      releasedThrough: ["dataId"],
      derived: ["dataId"],
      alwaysNew: true,
      doubleRelease:
        "The data may be shared by another tensor, which loses it; or nothing is left to free, and the tensor that was meant leaks.",
      leak: "Its memory, in the graphics card or in WebAssembly, is never freed: the collector does not see it.",
      argumentIsUse: true,
    },
  },
  functions: {
    ...Object.fromEntries(creators.map((name) => [name, gives])),
    ...Object.fromEntries(operations.map((name) => [`Tensor.${name}`, gives])),
    tidy,
    "Engine.tidy": tidy,
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
    { names: ["Tensor", "Tensor1D", "Tensor2D", "Tensor3D", "Tensor4D"], members: ["dispose"], type: "Tensor", ambient: true },
  ],
};
