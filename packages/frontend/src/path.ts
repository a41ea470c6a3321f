/** Questions about paths that need no file system: what is below what, and what a name's ending says. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";

export function folderOf(path: FilePath): FilePath {
  const slash = path.lastIndexOf("/");
  return asFilePath(slash <= 0 ? "/" : path.slice(0, slash));
}

/** The folder itself counts as below it. */
export function isBelow(folder: FilePath, path: FilePath): boolean {
  return path === folder || path.startsWith(folder.endsWith("/") ? folder : `${folder}/`);
}

/** As the user in `folder` would write it: relative where it lies below, else as it is. */
export function relativePath(folder: FilePath, path: FilePath): string {
  if (path === folder) return ".";
  return isBelow(folder, path) ? path.slice(folder.endsWith("/") ? folder.length : folder.length + 1) : path;
}

export function isScript(path: string): boolean {
  return /\.(?:[cm]?[jt]s|[jt]sx)$/.test(path);
}

export function isJavaScript(path: string): boolean {
  return /\.(?:[cm]?js|jsx)$/.test(path);
}

export function isDeclaration(path: string): boolean {
  return /\.d\.(?:[^/]+\.)?[cm]?ts$/.test(path);
}

/** Below a `node_modules` of the asked folder; who asks about a folder inside of one means what is there. */
function isDependency(scope: FilePath, path: FilePath): boolean {
  return path.slice(scope.length - 1).includes("/node_modules/");
}

/** Declarations and dependencies are never checked themselves. */
export function isCheckableScript(scope: FilePath, path: FilePath, languages: "with JavaScript" | "TypeScript only"): boolean {
  if (!isScript(path) || isDeclaration(path) || isDependency(scope, path)) return false;
  return languages === "with JavaScript" || !isJavaScript(path);
}

/** Test code by its folder or its name; the path is relative, so that a checkout below a folder called `test` is not all tests. */
export function isTestPath(path: string): boolean {
  const folders = /(?:^|\/)(?:tests?|__tests__|__mocks__|specs?|e2e|fixtures?|__fixtures__|testing|test-?utils|benchmarks?)\//i;
  return (
    folders.test(path) || /[.\-_](?:test|spec|e2e|bench)\.[cm]?[jt]sx?$/i.test(path) || /(?:^|\/)(?:test|spec)\.[cm]?[jt]sx?$/i.test(path)
  );
}
