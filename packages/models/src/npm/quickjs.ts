/** Ownership in quickjs-emscripten: every handle lives in WebAssembly's memory, and the runtime aborts when one outlives it. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const dead = "The call throws `QuickJSUseAfterFree: Lifetime not alive`.";
const engine = (what: string): TypeModel => ({
  what,
  strength: "hard",
  release: ["dispose", "[Symbol.dispose]"],
  leak: "It stays in WebAssembly's memory, which the collector does not see: that memory only grows.",
  useAfter: dead,
  doubleRelease: dead,
  safeAfter: ["alive"],
});
const makes: FunctionModel = { result: { kind: "fresh", type: "Lifetime" }, takes: { "*": "stores" } };
const context: FunctionModel = { result: { kind: "fresh", type: "QuickJSContext" } };

export const quickjs: Model = {
  modules: ["quickjs-emscripten", "quickjs-emscripten-core"],
  types: {
    QuickJSContext: engine("a QuickJS context"),
    QuickJSRuntime: engine("a QuickJS runtime"),
    Lifetime: {
      what: "a QuickJS handle",
      strength: "hard",
      release: ["dispose", "[Symbol.dispose]"],
      leak: "The value is never freed, and disposing of its runtime aborts: `list_empty(&rt->gc_obj_list)`.",
      useAfter: dead,
      doubleRelease: dead,
      safeAfter: ["alive"],
    },
  },
  functions: {
    "QuickJSWASMModule.newContext": context,
    "QuickJSWASMModule.newRuntime": { result: { kind: "fresh", type: "QuickJSRuntime" } },
    "QuickJSRuntime.newContext": context,
    "QuickJSContext.newString": makes,
    "QuickJSContext.newNumber": makes,
    "QuickJSContext.newObject": { result: { kind: "fresh", type: "Lifetime" } },
    "QuickJSContext.newArray": makes,
    "QuickJSContext.newFunction": makes,
    "QuickJSContext.setProp": {},
    "QuickJSContext.dump": {},
    // Values come as unions, which have no type of their own: their ends are said one by one.
    "Lifetime.dispose": { takes: { this: "releases" } },
    "Lifetime.consume": { takes: { this: "releases", "*": "stores" } },
    "Scope.manage": { result: { kind: "same", as: "0" }, takes: { "0": "stores" } },
  },
};
