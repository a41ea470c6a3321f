/** The words by which names tell what a function does, used only where no model, tag or signature speaks. */

/** Methods that end their receiver and are rarely called anything else. */
export const releaseMethods: ReadonlySet<string> = new Set([
  "close",
  "closeSync",
  "release",
  "free",
  "destroy",
  "dispose",
  "disposeAsync",
  "terminate",
  "disconnect",
  "releaseLock",
  "unlock",
  "finalize",
  "finalizeSync",
  "closeAsync",
  "releaseAsync",
  "destroyAsync",
  "terminateAsync",
  "disconnectAsync",
  "[Symbol.dispose]",
  "[Symbol.asyncDispose]",
]);

/** Methods that often end their receiver, and often mean something else: `stream.end()`, `spinner.stop()`. */
export const softReleaseMethods: ReadonlySet<string> = new Set([
  "end",
  "abort",
  "unsubscribe",
  "stop",
  "shutdown",
  "quit",
  "cancel",
  "kill",
  "detach",
  "unlisten",
  "delete",
  "endSession",
  "endAsync",
  "stopAsync",
  "shutdownAsync",
  "quitAsync",
]);

/** A release method whose second call is a fault almost everywhere, and whose receiver is dead at once. */
export const finalMethods: ReadonlySet<string> = new Set(["free", "release", "dispose", "[Symbol.dispose]", "[Symbol.asyncDispose]"]);

/** Members that are meant for a value after its end, whatever its type. */
export const safeAfterRelease: ReadonlySet<string> = new Set([
  "on",
  "once",
  "off",
  "emit",
  "addListener",
  "removeListener",
  "removeAllListeners",
  "addEventListener",
  "removeEventListener",
  "unref",
  "ref",
  "toString",
  "toJSON",
  "then",
  "catch",
  "finally",
  "closed",
  "destroyed",
  "aborted",
  "isClosed",
  "isDisposed",
  "isConnected",
  "isOpen",
]);

/** Methods that keep their argument: the collection owns it from then on. */
const storingMethods: ReadonlySet<string> = new Set([
  "push",
  "unshift",
  "set",
  "add",
  "enqueue",
  "register",
  "_register",
  "registerDisposer",
  "track",
  "use",
  "adopt",
  "defer",
  "resolve",
  "attach",
  "addChild",
  "setDefault",
]);

/** Methods that call their function argument before they return and do not keep it. */
export const synchronousCallbackMethods: ReadonlySet<string> = new Set([
  "forEach",
  "map",
  "filter",
  "some",
  "every",
  "find",
  "findIndex",
  "findLast",
  "findLastIndex",
  "flatMap",
  "reduce",
  "reduceRight",
  "sort",
  "toSorted",
  "replace",
  "replaceAll",
]);

const acquireWord =
  /^(?:async)?(?:create|open|connect|make|new|spawn|acquire|fork|launch|alloc|allocate|borrow|checkout|checkOut|obtain|reserve|begin|start|dial|build|clone|duplicate|lock|get(?=[A-Z_]\w*(?:Reader|Writer|Connection|Client|Lock|Runner|Session|Handle|Cursor)$|Connection|Client|Reader|Writer|Lock))/;
const staticFactoryWord =
  /^(?:create|open|connect|make|new|spawn|acquire|launch|alloc|allocate|build|from|of|parse|decode|load|with|random|generate|zero|zeros|ones)/;
const sharedWord = /^(?:get|find|current|at|values|default|shared|instance|peek|lookup|resolve|ensure)/;
const releaseVerb =
  /^(?:close|release|free|dispose|destroy|terminate|unlock|disconnect|cleanup|cleanUp|teardown|tearDown|shutdown|shutDown|putBack|giveBack)(?![a-z])/;
/** Verbs that end the value only when nothing follows: `stop(server)`, but not `stopListening(server)`. */
const loneReleaseVerb = /^(?:end|kill|revoke|clear|cancel|abort|drain|quit|finish|stop|return)(?![a-zA-Z])/;
const restfulCallee = /^(?:sleep|delay|wait|pause|nextTick|tick|setTimeout|setImmediate|yieldToMain)$/i;

/** `createReadStream`, `connect`, `getReader`: the name says that a new thing is made. */
export function soundsAcquiring(name: string): boolean {
  return (
    acquireWord.test(name.replace(/^[_#]+/, "")) &&
    !/(?:OrNull|Maybe|Cached|Singleton|Options|Config|Url|URL|Path|Name|Error|Message|Context2d)$/.test(name)
  );
}

/** `redis.duplicate()`, `frame.cloneFrame()`: of the receiver's type, and another one; but `editor.duplicatePage()` copies a page. */
export function soundsCopying(name: string, type: string): boolean {
  const what = /^(?:clone|duplicate)(?<what>[A-Z]\w*)?$/.exec(name)?.groups;
  return what !== undefined && (what["what"] === undefined || type.endsWith(what["what"]));
}

/** `Address.from_hex`, `Progress.new`: a static method that makes its own class. */
export function soundsLikeStaticFactory(name: string): boolean {
  return staticFactoryWord.test(name);
}

/** `getInstance`, `findOpen`: somebody else owns what comes back. */
export function soundsShared(name: string): boolean {
  return sharedWord.test(name.replace(/^[_#]+/, "")) && !soundsAcquiring(name);
}

/** `idle.pop()`, `queue.shift()`: out of a collection, which may get it back. */
export function soundsTaking(name: string): boolean {
  return /^(?:pop|shift|take|next|dequeue|splice|remove|delete|require|import|cast|assert|unwrap|as)(?![a-z])/.test(name);
}

/** `closeQuietly(x)`, `pool.release(client)`: a function that ends what it is given. */
export function soundsReleasing(name: string): boolean {
  const bare = name.replace(/^[_#]+/, "").replace(/^(?:safe(?:ly)?|try|maybe|force|async)(?=[A-Z_])_?/, "");
  const verb = bare.charAt(0).toLowerCase() + bare.slice(1);
  return releaseVerb.test(verb) || loneReleaseVerb.test(verb);
}

/** `list.push(x)`, `store.add(x)`. */
export function soundsStoring(name: string): boolean {
  return storingMethods.has(name);
}

/** `readExact(socket, 5)`, `assert(handle)`: it has done with its argument when it comes back. */
export function soundsReading(name: string): boolean {
  return /^(?:read|decode|draw|encode|paint|print|format|parse|compare|check|assert|verify|validate|expect|ensure|is|equals|measure|count|compute|inspect|log|describe|query|wait|waitFor|copy|render|upload|download)(?![a-z])/.test(
    bareName(name),
  );
}

/** `registry.add(x)`, `setTarget(x)`, `wrapStream(x)`: it may well keep its argument; and `pages.get(x)` shows that somebody has it. */
export function soundsKeeping(name: string): boolean {
  return /^(?:add|adopt|append|assign|attach|bind|build|cache|concat|create|enqueue|fill|from|handle|hold|hook|init|insert|install|keep|launch|link|listen|make|manage|mount|new|on|own|pipe|pool|push|put|queue|register|remember|replace|run|save|schedule|serve|set|setup|spawn|splice|start|store|subscribe|swap|take|track|unshift|use|watch|with|wrap)(?![a-z])|^(?:find|get|has|includes|indexOf|lookup|resolve)(?![a-z])/.test(
    bareName(name),
  );
}

function bareName(name: string): string {
  return name.replace(/^[_#]+/, "");
}

/** `connect`, `open`, `init`: where it fails, the value it was called on holds nothing yet. */
export function soundsStarting(name: string): boolean {
  return /^(?:connect|open|init|initialize|initialise|start|listen|launch|login|begin|handshake|setup|ready|waitUntilReady)(?![a-z])/.test(
    name,
  );
}

/** `reservation.finishDelivery()`: it closes an account, of what is over as well. */
export function soundsSettling(name: string): boolean {
  return /^(?:finish|complete|settle|conclude|finali[sz]e)(?![a-z])/.test(name);
}

/** `semaphore.acquire()`: what a later `release()` of the same object undoes. */
export function soundsLocking(name: string): boolean {
  return /^(?:acquire|lock|tryLock|tryAcquire|enter|obtain|claim|wait|retain|addRef|reserve)(?![a-z])/.test(name);
}

/** Awaiting it does not fail on outside data: `await sleep(10)`. */
export function soundsHarmlessToAwait(name: string): boolean {
  return restfulCallee.test(name);
}

/** `rows.all()`: gives all that there is, and is over. */
export function soundsDraining(name: string): boolean {
  return /^(?:all|toArray|readAll|collect|drain)$/.test(name);
}
