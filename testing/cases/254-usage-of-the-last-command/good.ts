interface OptionSpec { type: "boolean" | "string"; description?: string; short?: string }
interface Command { name: string; options?: Record<string, OptionSpec> }

const defaultOptions: Record<string, OptionSpec> = {
  help: { type: "boolean", description: "Display this help text, and exit" },
};

export function usageOf(command: Command): string {
  const options = { ...defaultOptions };
  if (command.options) Object.assign(options, command.options);
  return Object.entries(options)
    .map(([name, { description }]) => `--${name}  ${description ?? ""}`)
    .join("\n");
}
