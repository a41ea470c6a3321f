/** Ownership in PixiJS and Babylon.js: what lies on the graphics card is freed by hand. */

import type { Model, TypeModel } from "../schema.ts";

/** Soft: most live as long as their scene, which frees them. */
const resource = (what: string, release: string): TypeModel => ({
  what,
  strength: "soft",
  release: [release],
  leak: "Its memory on the graphics card stays for as long as the renderer.",
});

export const pixi: Model = {
  modules: ["pixi.js", "@pixi/core", "@pixi/app"],
  types: {
    Application: resource("an application", "destroy"),
    Texture: resource("a texture", "destroy"),
    RenderTexture: resource("a render texture", "destroy"),
    Graphics: resource("a drawing", "destroy"),
  },
};

export const babylon: Model = {
  modules: ["@babylonjs/core", "babylonjs"],
  types: {
    Engine: resource("an engine", "dispose"),
    Scene: resource("a scene", "dispose"),
    Texture: resource("a texture", "dispose"),
    Material: resource("a material", "dispose"),
    Mesh: resource("a mesh", "dispose"),
  },
};
