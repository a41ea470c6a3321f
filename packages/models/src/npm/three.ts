/** Ownership in three.js: the renderer's memory is freed by `dispose`, and made again when a disposed thing is drawn. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

/** Soft, and nothing bad comes of using it after its end: it is uploaded again. */
const resource = (what: string): TypeModel => ({
  what,
  strength: "soft",
  release: ["dispose"],
  leak: "Its memory on the graphics card stays for as long as the renderer.",
});

/** A target that the generator does not keep. */
const environment: FunctionModel = { result: { kind: "fresh", type: "WebGLRenderTarget" } };

export const three: Model = {
  modules: ["three"],
  types: {
    BufferGeometry: resource("a geometry"),
    Material: resource("a material"),
    Texture: resource("a texture"),
    RenderTarget: resource("a render target"),
    WebGLRenderTarget: resource("a render target"),
    WebGLRenderer: resource("a renderer"),
    PMREMGenerator: resource("an environment map generator"),
    Controls: { what: "controls", strength: "soft", release: ["dispose"], leak: "Their listeners stay on the element." },
    Object3D: { what: "an object of the scene", strength: "none", release: [] },
  },
  functions: {
    "PMREMGenerator.fromEquirectangular": environment,
    "PMREMGenerator.fromCubemap": environment,
    "PMREMGenerator.fromScene": environment,
  },
};
