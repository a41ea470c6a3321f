/** Ownership in Puppeteer: a browser is a process, and its contexts and pages end with it. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model } from "../schema.ts";

const launch: FunctionModel = { result: { kind: "fresh", type: "Browser", awaited: true }, throws: "outside" };
const newPage: FunctionModel = { result: { kind: "fresh", type: "Page", awaited: true, within: "this" }, throws: "outside" };

export const puppeteer: Model = {
  modules: ["puppeteer", "puppeteer-core"],
  types: {
    Browser: {
      what: "a browser",
      strength: "hard",
      release: ["close", "disconnect", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "The browser's processes run on, hundreds of megabytes of them, and keep this one alive.",
      useAfter: "The call rejects: the connection to the browser is closed.",
      safeAfter: ["connected", "isConnected", "process", "wsEndpoint", "close", ...emitterMembers],
    },
    BrowserContext: {
      what: "a browser context",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "The context and all its pages stay open until the browser is closed.",
      useAfter: "The call rejects: the context is gone.",
      safeAfter: ["closed", "id", "browser", ...emitterMembers],
    },
    Page: {
      what: "a browser page",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "The page and its renderer process stay until the browser is closed.",
      useAfter: "The call rejects: the page's session is closed.",
      safeAfter: ["isClosed", "url", "browser", "browserContext", ...emitterMembers],
    },
    CDPSession: {
      what: "a protocol session",
      // Soft: it ends with its page.
      strength: "soft",
      release: ["detach"],
      leak: "The session stays attached, and goes on receiving events, until its page is closed.",
      useAfter: "The call rejects: the session is closed.",
      safeAfter: ["id", "connection", ...emitterMembers],
    },
    JSHandle: {
      what: "a handle on a page's object",
      strength: "soft",
      release: ["dispose", "[Symbol.asyncDispose]", "[Symbol.dispose]"],
      leak: "The object stays in the page's memory until the page navigates or is closed.",
    },
  },
  functions: {
    launch,
    connect: launch,
    "PuppeteerNode.launch": launch,
    "Puppeteer.connect": launch,
    "Browser.newPage": newPage,
    "BrowserContext.newPage": newPage,
    "Browser.createBrowserContext": { result: { kind: "fresh", type: "BrowserContext", awaited: true, within: "this" }, throws: "outside" },
    "Page.createCDPSession": { result: { kind: "fresh", type: "CDPSession", awaited: true, within: "this" }, throws: "outside" },
    "Target.createCDPSession": { result: { kind: "fresh", type: "CDPSession", awaited: true }, throws: "outside" },
  },
  shapes: [
    { names: ["Browser"], members: ["close", "newPage"], type: "Browser" },
    { names: ["Page"], members: ["close", "goto"], type: "Page" },
    { names: ["BrowserContext"], members: ["close"], type: "BrowserContext" },
  ],
};
