/** Code compiled to WebAssembly, recognised by the shape of its glue: wasm-bindgen's classes, Emscripten's heap. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const leak = "It stays in WebAssembly's memory, which the collector does not see: that memory only grows.";

/** Any class of any name: what is known is what the generator writes. */
const handle: TypeModel = {
  what: "a WebAssembly object",
  strength: "hard",
  release: ["free", "[Symbol.dispose]"],
  leak,
  useAfter: "The call throws `null pointer passed to rust`, or reaches memory that belongs to something else by now.",
  doubleRelease: "The second `free()` throws, or frees memory that belongs to something else by now.",
  argumentIsUse: true,
};

/** Glue of today registers each object with a `FinalizationRegistry`. */
const finalized: TypeModel = {
  ...handle,
  collected: true,
  leak: "It stays in WebAssembly's memory until the collector runs, which sees only a small object; that memory never shrinks again.",
};

export const wasmBindgen: Model = {
  modules: ["wasm-bindgen"],
  types: { WasmObject: handle, FinalizedWasmObject: finalized },
  // Of those that fit, the last one speaks.
  shapes: [
    // A declaration file of older glue says no more than this; nothing but memory managed by hand has it.
    { names: [], members: ["free"], type: "WasmObject", ambient: true },
    { names: [], members: ["free", "__destroy_into_raw"], type: "FinalizedWasmObject" },
    { names: [], members: ["free", "__wbg_ptr"], type: "FinalizedWasmObject" },
    { names: [], members: ["free", "[Symbol.dispose]"], type: "FinalizedWasmObject", ambient: true },
  ],
};

const allocate: FunctionModel = { result: { kind: "fresh", type: "heapBlock" }, endsViews: true };

/** An object of C++ behind Embind: the interface that the generator writes. */
export const embind: Model = {
  modules: ["embind"],
  types: {
    ClassHandle: {
      what: "a native object",
      strength: "hard",
      release: ["delete", "deleteLater", "[Symbol.dispose]"],
      leak,
      useAfter: "The call throws a `BindingError`: it cannot pass a deleted object.",
      doubleRelease: "The second `delete()` throws a `BindingError`: the instance is already deleted.",
      safeAfter: ["isDeleted", "isAliasOf"],
      argumentIsUse: true,
    },
  },
  shapes: [{ names: [], members: ["delete", "deleteLater", "isDeleted"], type: "ClassHandle" }],
};

/** Functions of OpenCV that read some of their arguments and fill others. */
const imageOperations = [
  "adaptiveThreshold",
  "approxPolyDP",
  "bitwise_and",
  "bitwise_not",
  "bitwise_or",
  "Canny",
  "connectedComponentsWithStats",
  "cvtColor",
  "drawContours",
  "equalizeHist",
  "findContours",
  "GaussianBlur",
  "getPerspectiveTransform",
  "HoughLinesP",
  "imshow",
  "inRange",
  "matchTemplate",
  "medianBlur",
  "minMaxLoc",
  "morphologyEx",
  "warpAffine",
  "warpPerspective",
];

/** OpenCV: its matrices and lists, which every function gives anew. */
export const opencv: Model = {
  modules: ["@techstark/opencv-js", "opencv-ts"],
  types: {
    Mat: {
      what: "a matrix",
      strength: "hard",
      release: ["delete", "deleteLater"],
      leak,
      alwaysNew: true,
      useAfter: "The call throws a `BindingError`: it cannot pass a deleted object.",
      doubleRelease: "The second `delete()` throws a `BindingError`: the instance is already deleted.",
      safeAfter: ["isDeleted", "isAliasOf"],
      argumentIsUse: true,
    },
  },
  functions: {
    "new Mat": { result: { kind: "fresh", type: "Mat" } },
    "new MatVector": { result: { kind: "fresh", type: "Mat" } },
    getStructuringElement: { result: { kind: "fresh", type: "Mat" } },
    imread: { result: { kind: "fresh", type: "Mat" } },
    matFromArray: { result: { kind: "fresh", type: "Mat" } },
    matFromImageData: { result: { kind: "fresh", type: "Mat" } },
    ...Object.fromEntries(["blur", "dilate", "erode", "resize", "split", "threshold"].map((name): [string, FunctionModel] => [name, {}])),
    ...Object.fromEntries(imageOperations.map((name): [string, FunctionModel] => [name, { anywhere: true }])),
  },
  shapes: [
    {
      names: ["Mat", "MatVector", "PointVector", "RectVector", "IntVector", "FloatVector", "KeyPointVector", "DMatchVector"],
      members: ["delete"],
      type: "Mat",
      ambient: true,
    },
  ],
};

export const emscripten: Model = {
  modules: ["emscripten"],
  types: {
    EmscriptenModule: {
      what: "an Emscripten module",
      strength: "none",
      release: [],
      // Views of its memory, which an allocation that grows it leaves behind.
      derived: ["HEAP8", "HEAPU8", "HEAP16", "HEAPU16", "HEAP32", "HEAPU32", "HEAPF32", "HEAPF64"],
    },
    heapBlock: {
      what: "a block of the WebAssembly heap",
      strength: "hard",
      release: [],
      releasedBy: ["_free"],
      leak,
      useAfter: "The address belongs to something else by now: reads give its bytes, writes destroy them.",
      doubleRelease: "The second `_free` damages the heap, or frees a block that belongs to something else by now.",
      form: "number",
      argumentIsUse: true,
    },
  },
  functions: {
    "EmscriptenModule._malloc": allocate,
    "EmscriptenModule._free": { takes: { "0": "releases" } },
  },
  shapes: [{ names: [], members: ["_malloc", "_free"], type: "EmscriptenModule" }],
};
