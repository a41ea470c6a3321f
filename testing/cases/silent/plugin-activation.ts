/** A host's subscription list owns what a plugin registers. */

export interface Disposable { dispose(): void }
export interface Context { readonly subscriptions: Disposable[] }
declare const commands: { registerCommand(id: string, body: () => void): Disposable };
declare const window: {
  createOutputChannel(name: string): Disposable & { append(text: string): void };
  createStatusBarItem(): Disposable & { text: string; show(): void };
  onDidChangeActive(listener: () => void, self?: unknown, disposables?: Disposable[]): Disposable;
};

export function activate(context: Context): { log(text: string): void } {
  const output = window.createOutputChannel("notes");
  const item = window.createStatusBarItem();
  item.text = "notes";
  item.show();
  context.subscriptions.push(output, item);
  context.subscriptions.push(commands.registerCommand("notes.clear", () => output.append("cleared")));
  window.onDidChangeActive(() => output.append("active"), null, context.subscriptions);
  return { log: (text) => output.append(text) };
}

export class Controller implements Disposable {
  private readonly disposables: Disposable[] = [];

  register<T extends Disposable>(disposable: T): T {
    this.disposables.push(disposable);
    return disposable;
  }

  constructor() {
    const output = this.register(window.createOutputChannel("controller"));
    this.register(commands.registerCommand("controller.hello", () => output.append("hello")));
  }

  dispose(): void {
    for (const disposable of this.disposables.splice(0)) disposable.dispose();
  }
}
