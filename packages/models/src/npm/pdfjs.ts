/** Ownership in pdf.js: a document keeps its worker and its pages until its loading task is destroyed. */

import type { Model } from "../schema.ts";

export const pdfjs: Model = {
  modules: ["pdfjs-dist", "pdfjs-dist/legacy/build/pdf.mjs", "pdfjs-dist/legacy/build/pdf"],
  types: {
    PDFDocumentLoadingTask: {
      what: "an open document",
      // Soft: viewers keep one for as long as they live.
      strength: "soft",
      release: ["destroy"],
      leak: "Its worker thread runs on, with the document and every page in its memory.",
      useAfter: "The call rejects: the worker was destroyed.",
      safeAfter: ["destroyed", "docId"],
    },
    PDFDocumentProxy: {
      what: "an open document",
      strength: "soft",
      release: ["destroy"],
      leak: "Its worker thread runs on, with the document and every page in its memory.",
    },
  },
  functions: {
    // The bytes go to the worker by transfer.
    getDocument: { result: { kind: "fresh", type: "PDFDocumentLoadingTask" }, takes: { "0.data": "moves" }, anywhere: true },
  },
  shapes: [{ names: ["PDFDocumentLoadingTask", "LoadingTask"], members: ["destroy"], type: "PDFDocumentLoadingTask", ambient: true }],
};
