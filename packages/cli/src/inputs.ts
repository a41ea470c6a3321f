/** What of a folder could be part of a check: scripts and settings, outside of what is installed and of what git keeps. */

/** A script, or a `tsconfig.json` and its like. */
export function isScriptOrSetting(name: string): boolean {
  return /\.(?:[cm]?[jt]sx?|json)$/.test(name);
}

/** Names of folders that nobody edits. */
export function isLeftOut(folder: string): boolean {
  return folder === "node_modules" || folder === ".git";
}
