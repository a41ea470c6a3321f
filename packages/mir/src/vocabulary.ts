/** The names that ownership cares about: members worth knowing of a type, and verbs that sound like acquiring or releasing. */

/** Methods that end a value in some library; their presence alone proves nothing. */
export const releaseNames: readonly string[] = [
  "close",
  "closeSync",
  "release",
  "free",
  "destroy",
  "end",
  "terminate",
  "abort",
  "unsubscribe",
  "releaseLock",
  "unlock",
  "dispose",
  "disposeAsync",
  "disconnect",
  "shutdown",
  "stop",
  "kill",
  "cancel",
  "clear",
  "detach",
  "quit",
  "return",
  "delete",
  "revoke",
  "unref",
  "unlisten",
  "[Symbol.dispose]",
  "[Symbol.asyncDispose]",
];

/** Every member that a `TypeFact` may list: the ways to end a value, and what shape models tell types apart by. */
export const ownershipMembers: readonly string[] = [
  ...releaseNames,
  "[Symbol.iterator]",
  "[Symbol.asyncIterator]",
  "memory",
  "buffer",
  "query",
  "read",
  "write",
  "on",
  "once",
  "off",
  "removeListener",
  "addEventListener",
  "removeEventListener",
  "then",
  "next",
  "postMessage",
  "clone",
  "flush",
  "goto",
  "newPage",
  "newContext",
  "endSession",
  "finalizeSync",
  "deleteLater",
  "isDeleted",
  "dataId",
  "dataSync",
  "_malloc",
  "_free",
  "ptr",
  "__wbg_ptr",
  "__destroy_into_raw",
  "commit",
  "rollback",
  "generateRequest",
];

const members: ReadonlySet<string> = new Set(ownershipMembers);
const releases: ReadonlySet<string> = new Set(releaseNames);

/** Verbs that hand out something new, alone or before the next word of the name: `open`, `openSync`, `create_pool`. */
const acquiring =
  /^(?:open|create|connect|make|new|spawn|start|acquire|fork|exec|listen|watch|subscribe|launch|lock|checkout|borrow|reserve|alloc|allocate|malloc|begin|clone|duplicate|from(?=[A-Z_])|mkdtemp|get_?(?:[rR]eader|[wW]riter|[cC]onnection|[cC]lient|[lL]ock|[hH]andle|[sS]ession|[tT]ransaction|[cC]ursor))(?![a-z])/;

const releasing =
  /^(?:close|release|free|destroy|end|terminate|abort|unsubscribe|unlock|dispose|disconnect|shutdown|stop|kill|cancel|clear|detach|quit|revoke|unref|unlisten|unwatch|give_?[bB]ack|check_?[iI]n|put_?[bB]ack|drop|cleanup|teardown|rollback|commit|transfer|finish|finalize)(?![a-z])/;

export function isOwnershipMember(name: string): boolean {
  return members.has(name) || name.startsWith("dispose");
}

/** A member of a value that may end it, to the letter. */
export function isReleaseMember(name: string): boolean {
  return releases.has(name) || name.startsWith("dispose");
}

/** A function whose name says that it hands out something new: worth asking the type checker about, no proof of anything. */
export function soundsAcquiring(name: string): boolean {
  return acquiring.test(verbOf(name));
}

/** A function whose name says that it ends something it is given. */
export function soundsReleasing(name: string): boolean {
  return isReleaseMember(name) || releasing.test(verbOf(name));
}

/** `_tryOpen`, `#open`, `doOpen` and `Open` all begin with the verb `open`. */
function verbOf(name: string): string {
  const bare = name.replace(/^[_#$]*(?:(?:try|do)(?=[A-Z_])_?)?/, "");
  return bare.charAt(0).toLowerCase() + bare.slice(1);
}
