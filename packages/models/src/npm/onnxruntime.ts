/** Ownership in ONNX Runtime: a session keeps its model in native or WebAssembly memory. */

import type { Model } from "../schema.ts";

export const onnxruntime: Model = {
  modules: ["onnxruntime-common", "onnxruntime-node", "onnxruntime-web", "onnxruntime-react-native"],
  types: {
    InferenceSession: {
      what: "an inference session",
      // Soft: a model is loaded once and kept.
      strength: "soft",
      release: ["release"],
      leak: "The model stays in memory that the collector does not see.",
    },
    Tensor: { what: "a tensor", strength: "none", release: ["dispose"] },
  },
  functions: {
    "static InferenceSession.create": { result: { kind: "fresh", type: "InferenceSession", awaited: true }, throws: "outside" },
    "InferenceSessionFactory.create": { result: { kind: "fresh", type: "InferenceSession", awaited: true }, throws: "outside" },
  },
};
