/** `use`, `adopt`, `defer`, `move`: the stack is the owner. */

import { open, type FileHandle } from "node:fs/promises";
import { connect, type Socket } from "node:net";

declare class Handle implements Disposable { constructor(name: string); read(): string; [Symbol.dispose](): void }

export function both(left: string, right: string): string {
  using stack = new DisposableStack();
  const a = stack.use(new Handle(left));
  const b = stack.use(new Handle(right));
  stack.defer(() => console.log("done"));
  return a.read() + b.read();
}

export class Session implements AsyncDisposable {
  private constructor(
    private readonly stack: AsyncDisposableStack,
    readonly file: FileHandle,
    readonly socket: Socket,
  ) {}

  static async open(path: string, port: number): Promise<Session> {
    await using stack = new AsyncDisposableStack();
    const file = stack.use(await open(path));
    const socket = stack.adopt(connect(port), (connected) => {
      connected.destroy();
    });
    return new Session(stack.move(), file, socket);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stack.disposeAsync();
  }
}

export function owned(names: readonly string[]): Disposable & { readonly texts: string[] } {
  using stack = new DisposableStack();
  const texts = names.map((name) => stack.use(new Handle(name)).read());
  const moved = stack.move();
  return { texts, [Symbol.dispose]: () => moved.dispose() };
}
