/** Reads a configuration by TypeScript's own rules and keeps what discovery needs of it. */

import { asFilePath, type FilePath } from "@freehold/diagnostics/span";
import type { API, Diagnostic } from "typescript/sync";
import type { ConfigFault, ParsedConfig } from "../project.ts";

export function readConfig(api: API, path: FilePath): ParsedConfig {
  const { error } = api.readConfigFile(path);
  if (error !== undefined) return { files: [], references: [], checkJs: false, fault: faultOf("syntax", path, error) };
  const parsed = api.parseConfigFile(path);
  const fault = baseFault(path, parsed.errors);
  return {
    files: parsed.fileNames.map((file) => asFilePath(file)),
    references: (parsed.projectReferences ?? []).map(({ path: reference }) =>
      asFilePath(reference.endsWith(".json") ? reference : `${reference}/tsconfig.json`),
    ),
    checkJs: parsed.options.checkJs === true,
    ...(fault === undefined ? {} : { fault }),
  };
}

/** TS5083, "Cannot read file", and TS6053, "File not found", which is said of packages. */
const unreadable: readonly number[] = [5083, 6053];
/** TS18000; the API leaves a gap in its text. */
const circular = 18000;

/** What an `extends` leads to is not there, leads back here, or has faults of its own. */
function baseFault(config: FilePath, errors: readonly Diagnostic[]): ConfigFault | undefined {
  const error = errors.find(({ code, fileName }) => unreadable.includes(code) || code === circular || (fileName ?? config) !== config);
  if (error === undefined) return undefined;
  if (error.code === circular) return { kind: "extends", file: config, message: "Configurations extend each other in a circle" };
  const fault = faultOf("extends", config, error);
  return fault.file === config ? fault : { kind: "extends", file: config, message: `${fault.file} line ${fault.line}: ${fault.message}` };
}

function faultOf(kind: ConfigFault["kind"], config: FilePath, fault: Diagnostic): ConfigFault {
  const place = fault.startPosition === undefined ? {} : { line: fault.startPosition.line + 1 };
  return { kind, file: asFilePath(fault.fileName ?? config), message: fault.text.replace(/\.$/, ""), ...place };
}
