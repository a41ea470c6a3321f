/** Reads a configuration by TypeScript's own rules and keeps what discovery needs of it. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { API, Diagnostic } from "typescript/sync";
import type { ConfigFault, ParsedConfig } from "../project.ts";

export function readConfig(api: API, path: FilePath): ParsedConfig {
  const { error } = api.readConfigFile(path);
  if (error !== undefined) return { files: [], references: [], checkJs: false, fault: faultOf("syntax", path, error) };
  const parsed = api.parseConfigFile(path);
  const unreadable = parsed.errors.find((each) => each.code === cannotReadFile);
  return {
    files: parsed.fileNames.map((file) => asFilePath(file)),
    references: (parsed.projectReferences ?? []).map(({ path: reference }) =>
      asFilePath(reference.endsWith(".json") ? reference : `${reference}/tsconfig.json`),
    ),
    checkJs: parsed.options.checkJs === true,
    ...(unreadable === undefined ? {} : { fault: faultOf("extends", path, unreadable) }),
  };
}

/** TS5083, "Cannot read file": said of an `extends` that leads nowhere. */
const cannotReadFile = 5083;

function faultOf(kind: ConfigFault["kind"], config: FilePath, fault: Diagnostic): ConfigFault {
  const place = fault.startPosition === undefined ? {} : { line: fault.startPosition.line + 1 };
  return { kind, file: asFilePath(fault.fileName ?? config), message: fault.text.replace(/\.$/, ""), ...place };
}
