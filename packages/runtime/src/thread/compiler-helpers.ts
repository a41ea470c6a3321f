/**
 * Functions that compilers put beside the code and call from it: a function that is sent as text finds them under the same names. TypeScript,
 * esbuild, Babel and Oxc make of `using` such calls, and esbuild keeps names by `__name`.
 */

import { suppress } from "../internal/suppressed-error.ts";

type Disposer = () => unknown;

interface Resource {
  readonly dispose: Disposer | undefined;
  readonly async: boolean;
}

/** TypeScript's record of one scope. */
interface Scope {
  readonly stack: Resource[];
  error: unknown;
  hasError: boolean;
}

/** esbuild's `[async, dispose, value]`. */
type Entry = readonly [async: boolean | undefined, dispose: Disposer | undefined, value: unknown];

const compilerHelpers: Readonly<Record<string, unknown>> = {
  __name: (named: unknown) => named,
  __addDisposableResource: addDisposableResource,
  __disposeResources: disposeResources,
  __using: using,
  __callDispose: callDispose,
  _usingCtx: usingContext,
};

/** The helper of this name, also where a bundler has numbered it: `_usingCtx$1`. */
export function compilerHelper(name: string): unknown {
  const plain = name.replace(/\$\d+$/, "");
  return Object.hasOwn(compilerHelpers, plain) ? compilerHelpers[plain] : undefined;
}

function addDisposableResource(scope: Scope, value: unknown, async: boolean): unknown {
  scope.stack.push({ dispose: disposerOf(value, async ? "async" : "sync"), async });
  return value;
}

function disposeResources(scope: Scope): unknown {
  return unwind(scope.stack, scope.hasError ? { error: scope.error } : undefined);
}

function using(stack: Entry[], value: unknown, async?: boolean): unknown {
  stack.push([async, disposerOf(value, async === true ? "async" : "sync"), value]);
  return value;
}

function callDispose(stack: Entry[], error: unknown, hasError: boolean): unknown {
  const resources = stack.map(([async, dispose]) => ({ dispose, async: async === true }));
  return unwind(resources, hasError ? { error } : undefined);
}

/** Babel's and Oxc's record of one scope: what its body threw is put into `e`. */
interface UsingContext {
  e: unknown;
  u<T>(value: T): T;
  a<T>(value: T): T;
  d(): unknown;
}

function usingContext(): UsingContext {
  const nothing = {};
  const stack: Resource[] = [];
  const keep = <T>(value: T, async: boolean) => {
    stack.push({ dispose: disposerOf(value, async ? "async" : "sync"), async });
    return value;
  };
  const context: UsingContext = {
    e: nothing,
    u: (value) => keep(value, false),
    a: (value) => keep(value, true),
    d: () => unwind(stack, context.e === nothing ? undefined : { error: context.e }),
  };
  return context;
}

function disposerOf(value: unknown, kind: "async" | "sync"): Disposer | undefined {
  if (value === undefined || value === null) return undefined;
  const disposable = value as Partial<Disposable & AsyncDisposable>;
  const method = (kind === "async" ? disposable[Symbol.asyncDispose] : undefined) ?? disposable[Symbol.dispose];
  if (typeof method !== "function") throw new TypeError("Object not disposable.");
  return () => method.call(value as Disposable & AsyncDisposable);
}

interface Failure {
  readonly error: unknown;
}

/** The last first. From the first that is asynchronous on it is a promise. */
function unwind(stack: Resource[], failure: Failure | undefined): unknown {
  let failed = failure;
  for (let resource = stack.pop(); resource !== undefined; resource = stack.pop()) {
    try {
      const result = resource.dispose?.();
      if (resource.async) return continueAfter(result, stack, failed);
    } catch (error) {
      failed = joined(error, failed);
    }
  }
  if (failed !== undefined) throw failed.error;
  return undefined;
}

async function continueAfter(result: unknown, stack: Resource[], failed: Failure | undefined): Promise<void> {
  let after = failed;
  try {
    await result;
  } catch (error) {
    after = joined(error, failed);
  }
  await unwind(stack, after);
}

function joined(error: unknown, failed: Failure | undefined): Failure {
  return { error: failed === undefined ? error : suppress(error, failed.error) };
}
