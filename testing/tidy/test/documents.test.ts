/** What the documents say about the repository is so. */

import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { describe, expect, test } from "vitest";
import { documents, root } from "../src/repository.ts";

interface Manifest {
  readonly scripts?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly devDependencies?: Readonly<Record<string, string>>;
}

test("every relative link leads to a file", () => {
  const broken = documents().flatMap(({ path, text }) =>
    [...withoutCode(text).matchAll(/\]\(([^)\s#]+)(?:#[^)]*)?\)/g)]
      .map((match) => match[1]!)
      .filter((target) => !/^[a-z]+:/.test(target) && !existsSync(join(root, dirname(path), target)))
      .map((target) => `${path}: ${target}`),
  );
  expect(broken).toEqual([]);
});

test("every script that a document names is there", () => {
  const { scripts = {} } = manifest("package.json");
  const unknown = documents().flatMap(({ path, text }) =>
    [...text.matchAll(/\bnpm run ([\w:-]+)/g)].filter((match) => !Object.hasOwn(scripts, match[1]!)).map((match) => `${path}: ${match[0]}`),
  );
  expect(unknown).toEqual([]);
});

test("the lockfile knows every package of the workspace", () => {
  const { packages } = JSON.parse(readFileSync(join(root, "package-lock.json"), "utf8")) as { readonly packages: object };
  expect(workspacePackages().filter((path) => !Object.hasOwn(packages, path))).toEqual([]);
});

describe("outside dependencies", () => {
  const manifests = ["package.json", ...workspacePackages().map((path) => `${path}/package.json`)].map((path) => manifest(path));
  const outside = manifests
    .flatMap((found) => Object.entries({ ...found.dependencies, ...found.devDependencies }))
    .filter(([name]) => !name.startsWith("@freehold/"));

  test("each is pinned to one version", () => {
    expect(outside.filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))).toEqual([]);
  });

  test("each has its paragraph in ARCHITECTURE.md, and no other has one", () => {
    const architecture = readFileSync(join(root, "ARCHITECTURE.md"), "utf8");
    const section = architecture.split(/^## /m).find((text) => text.startsWith("Outside dependencies")) ?? "";
    const told = [...section.matchAll(/^\*\*(.+?)\*\*/gm)].flatMap((match) => match[1]!.split(", "));
    expect(told.toSorted()).toEqual([...new Set(outside.map(([name]) => name))].toSorted());
  });
});

function workspacePackages(): readonly string[] {
  return ["packages", "testing"]
    .flatMap((folder) => readdirSync(join(root, folder)).map((name) => `${folder}/${name}`))
    .filter((path) => existsSync(join(root, path, "package.json")));
}

function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[\s\S]*?^```/gm, "").replaceAll(/`[^`\n]*`/g, "");
}

function manifest(path: string): Manifest {
  return JSON.parse(readFileSync(join(root, path), "utf8")) as Manifest;
}
