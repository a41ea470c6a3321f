/** Ownership in Playwright: a browser is a process, a context is a profile, and pages end with their context. */

import { emitterMembers } from "../emitter-members.ts";
import type { FunctionModel, Model, TypeModel } from "../schema.ts";

const useAfter = "The call rejects with `Target page, context or browser has been closed`.";
const page: Omit<TypeModel, "strength"> = {
  what: "a browser page",
  release: ["close", "[Symbol.asyncDispose]"],
  leak: "The page and its renderer process stay until its context is closed.",
  useAfter,
  safeAfter: ["isClosed", "url", "context", "video", ...emitterMembers],
};
const browser = (awaitedFrom: string): FunctionModel => ({
  result: { kind: "fresh", type: awaitedFrom, awaited: true },
  throws: "outside",
});

export const playwright: Model = {
  modules: ["playwright-core", "playwright", "@playwright/test", "playwright-chromium", "playwright-firefox", "playwright-webkit"],
  types: {
    Browser: {
      what: "a browser",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The browser's processes run on, hundreds of megabytes of them, and keep this one alive.",
      useAfter,
      safeAfter: ["isConnected", "contexts", "version", "browserType", ...emitterMembers],
    },
    BrowserContext: {
      what: "a browser context",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The context and all its pages stay open until the browser is closed; its videos and traces are not written.",
      useAfter,
      safeAfter: ["browser", "pages", ...emitterMembers],
    },
    Page: { ...page, strength: "hard" },
    // Soft: the context is what is closed, and whoever made it closes its pages with it.
    pageOfContext: { ...page, strength: "soft" },
    BrowserServer: {
      what: "a browser server",
      strength: "hard",
      release: ["close", "kill", "[Symbol.asyncDispose]"],
      leak: "The browser's processes run on, and keep this one alive.",
    },
    ElectronApplication: {
      what: "a running application",
      strength: "hard",
      release: ["close", "[Symbol.asyncDispose]"],
      leak: "The application's processes run on.",
    },
    APIRequestContext: {
      what: "a request context",
      strength: "soft",
      release: ["dispose", "[Symbol.asyncDispose]"],
      leak: "The bodies of all its responses stay in memory.",
    },
    CDPSession: {
      what: "a protocol session",
      strength: "soft",
      release: ["detach"],
      leak: "The session goes on receiving events until its page is closed.",
    },
    JSHandle: {
      what: "a handle on a page's object",
      strength: "soft",
      release: ["dispose", "[Symbol.asyncDispose]"],
      leak: "The object stays in the page's memory until the page navigates or is closed.",
    },
  },
  functions: {
    "BrowserType.launch": browser("Browser"),
    "BrowserType.connect": browser("Browser"),
    "BrowserType.connectOverCDP": browser("Browser"),
    "BrowserType.launchPersistentContext": browser("BrowserContext"),
    "BrowserType.launchServer": browser("BrowserServer"),
    "Electron.launch": browser("ElectronApplication"),
    "APIRequest.newContext": browser("APIRequestContext"),
    "Browser.newContext": { result: { kind: "fresh", type: "BrowserContext", awaited: true, within: "this" }, throws: "outside" },
    "Browser.newPage": { result: { kind: "fresh", type: "Page", awaited: true, within: "this" }, throws: "outside" },
    "BrowserContext.newPage": { result: { kind: "fresh", type: "pageOfContext", awaited: true, within: "this" }, throws: "outside" },
    "BrowserContext.newCDPSession": { result: { kind: "fresh", type: "CDPSession", awaited: true, within: "this" }, throws: "outside" },
    "Browser.newBrowserCDPSession": { result: { kind: "fresh", type: "CDPSession", awaited: true, within: "this" }, throws: "outside" },
  },
  shapes: [{ names: ["Browser"], members: ["close", "newContext"], type: "Browser" }],
};
