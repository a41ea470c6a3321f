/** The configurations of one search and their references, each read once. Broken files and circles of references become problems. */

import type { FilePath } from "@freehold/diagnostics/span";
import { relativePath } from "./path.ts";
import type { Problem } from "./problem.ts";
import type { ConfigFault, ParsedConfig, ProjectHost } from "./project.ts";

export interface ConfigGraph {
  /** Absent when it cannot be used; the problem is noted then. */
  read(config: FilePath): ParsedConfig | undefined;
  /** The configuration and what it references, transitively, itself first. */
  reachable(config: FilePath): readonly FilePath[];
  problems(): readonly Problem[];
}

export function configGraph(cwd: FilePath, host: ProjectHost): ConfigGraph {
  const parsed = new Map<FilePath, ParsedConfig | undefined>();
  const problems = new Map<string, Problem>();
  return { read, reachable, problems: () => [...problems.values()] };

  function read(config: FilePath): ParsedConfig | undefined {
    if (parsed.has(config)) return parsed.get(config);
    const answer = host.readConfig(config);
    if (answer.fault !== undefined) note(brokenConfig(cwd, answer.fault));
    const usable = answer.fault?.kind === "syntax" ? undefined : answer;
    parsed.set(config, usable);
    return usable;
  }

  function reachable(start: FilePath): readonly FilePath[] {
    const order: FilePath[] = [];
    visit(start, []);
    return order;

    function visit(config: FilePath, trail: readonly FilePath[]): void {
      if (trail.includes(config)) return note(circle(cwd, trail.slice(trail.indexOf(config))));
      if (order.includes(config)) return;
      order.push(config);
      for (const reference of read(config)?.references ?? []) {
        if (host.kindOf(reference) === "file") visit(reference, [...trail, config]);
        else note(missingReference(cwd, config, reference));
      }
    }
  }

  function note(problem: Problem): void {
    problems.set(problem.message, problem);
  }
}

function brokenConfig(cwd: FilePath, fault: ConfigFault): Problem {
  const shown = relativePath(cwd, fault.file);
  const place = fault.line === undefined ? `\`${shown}\`` : `\`${shown}\` line ${fault.line}`;
  const reason = fault.message.replaceAll(`${cwd}/`, "");
  return fault.kind === "syntax"
    ? {
        kind: "config-broken",
        message: `${place} is not valid (${reason}): mend it, nothing of this project is checked before`,
        file: fault.file,
        fatal: true,
      }
    : {
        kind: "config-broken",
        message: `${place} extends a file that cannot be read (${reason}): install or mend it, the project is checked without`,
        file: fault.file,
        fatal: false,
      };
}

/** The same circle is met from each of its members: it is told from the first by name. */
function circle(cwd: FilePath, members: readonly FilePath[]): Problem {
  const first = members.indexOf([...members].sort()[0]!);
  const ordered = [...members.slice(first), ...members.slice(0, first)];
  const shown = [...ordered, ordered[0]!].map((config) => `\`${relativePath(cwd, config)}\``).join(" → ");
  return {
    kind: "config-circular",
    message: `Project references form a circle: ${shown}; remove one of these references`,
    file: ordered[0]!,
    fatal: false,
  };
}

function missingReference(cwd: FilePath, config: FilePath, reference: FilePath): Problem {
  const message = `\`${relativePath(cwd, config)}\` references \`${relativePath(cwd, reference)}\`, which does not exist: remove the reference or restore the file`;
  return { kind: "reference-missing", message, file: config, fatal: false };
}
