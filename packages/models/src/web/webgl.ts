/** WebGL: objects made by a context, deleted by it, and at last by the collector. */

import type { FunctionModel, Model, TypeModel } from "../schema.ts";

/** Soft: the specification deletes an object with its JavaScript handle, and all of them with the context. */
const resource = (what: string, deleter: string): TypeModel => ({
  what,
  strength: "soft",
  release: [],
  releasedBy: [deleter],
  leak: "Its memory on the graphics card stays until the collector runs, which sees only a small object.",
  useAfter: "The call does nothing and sets `INVALID_OPERATION` or `INVALID_VALUE`, which nobody sees without asking.",
  argumentIsUse: true,
});
/** What is attached or in use is deleted later; a deleted one may still be asked about. */
const lasting = (what: string, deleter: string): TypeModel => {
  const { useAfter: _, ...type } = resource(what, deleter);
  return type;
};
const make = (type: string): FunctionModel => ({ result: { kind: "fresh", type, within: "this" } });
const remove: FunctionModel = { takes: { "0": "releases" } };
const borrows: FunctionModel = {};

/** What a context is told to use stays whoever made it to delete. */
const uses = [
  "attachShader",
  "bindAttribLocation",
  "bindBuffer",
  "bindFramebuffer",
  "bindRenderbuffer",
  "bindTexture",
  "compileShader",
  "detachShader",
  "framebufferRenderbuffer",
  "framebufferTexture2D",
  "getProgramInfoLog",
  "getProgramParameter",
  "getShaderInfoLog",
  "getShaderParameter",
  "getUniformLocation",
  "linkProgram",
  "shaderSource",
  "useProgram",
  "validateProgram",
];
const uses2 = [
  "beginQuery",
  "bindBufferBase",
  "bindBufferRange",
  "bindSampler",
  "bindTransformFeedback",
  "bindVertexArray",
  "clientWaitSync",
  "framebufferTextureLayer",
  "getQueryParameter",
  "getSyncParameter",
  "samplerParameteri",
  "waitSync",
];

const base = "WebGLRenderingContextBase";
const base2 = "WebGL2RenderingContextBase";

export const webgl: Model = {
  modules: ["global"],
  types: {
    WebGLBuffer: resource("a graphics buffer", "deleteBuffer"),
    WebGLTexture: resource("a texture", "deleteTexture"),
    WebGLFramebuffer: resource("a framebuffer", "deleteFramebuffer"),
    WebGLRenderbuffer: resource("a renderbuffer", "deleteRenderbuffer"),
    WebGLProgram: lasting("a shader program", "deleteProgram"),
    WebGLShader: lasting("a shader", "deleteShader"),
    WebGLVertexArrayObject: resource("a vertex array", "deleteVertexArray"),
    WebGLSampler: resource("a sampler", "deleteSampler"),
    WebGLQuery: resource("a query", "deleteQuery"),
    WebGLSync: resource("a fence", "deleteSync"),
    WebGLTransformFeedback: resource("a transform feedback", "deleteTransformFeedback"),
  },
  functions: {
    [`${base}.createBuffer`]: make("WebGLBuffer"),
    [`${base}.createTexture`]: make("WebGLTexture"),
    [`${base}.createFramebuffer`]: make("WebGLFramebuffer"),
    [`${base}.createRenderbuffer`]: make("WebGLRenderbuffer"),
    [`${base}.createProgram`]: make("WebGLProgram"),
    [`${base}.createShader`]: make("WebGLShader"),
    [`${base2}.createVertexArray`]: make("WebGLVertexArrayObject"),
    [`${base2}.createSampler`]: make("WebGLSampler"),
    [`${base2}.createQuery`]: make("WebGLQuery"),
    [`${base2}.fenceSync`]: make("WebGLSync"),
    [`${base2}.createTransformFeedback`]: make("WebGLTransformFeedback"),
    [`${base}.deleteBuffer`]: remove,
    [`${base}.deleteTexture`]: remove,
    [`${base}.deleteFramebuffer`]: remove,
    [`${base}.deleteRenderbuffer`]: remove,
    [`${base}.deleteProgram`]: remove,
    [`${base}.deleteShader`]: remove,
    [`${base2}.deleteVertexArray`]: remove,
    [`${base2}.deleteSampler`]: remove,
    [`${base2}.deleteQuery`]: remove,
    [`${base2}.deleteSync`]: remove,
    [`${base2}.deleteTransformFeedback`]: remove,
    ...Object.fromEntries(uses.map((name) => [`${base}.${name}`, borrows])),
    ...Object.fromEntries(uses2.map((name) => [`${base2}.${name}`, borrows])),
    // An image given to a texture is copied into it: bitmaps and frames stay the caller's.
    "WebGLRenderingContextOverloads.texImage2D": borrows,
    "WebGLRenderingContextOverloads.texSubImage2D": borrows,
    "WebGL2RenderingContextOverloads.texImage2D": borrows,
    "WebGL2RenderingContextOverloads.texSubImage2D": borrows,
    [`${base2}.texImage3D`]: borrows,
    [`${base2}.texSubImage3D`]: borrows,
  },
};
