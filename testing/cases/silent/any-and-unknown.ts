/** Values without a type: nothing is known, so nothing is said. */

declare const require: (name: string) => any;
declare function plugin(name: string): any;
declare const registry: { get(name: string): unknown };

export async function legacy(path: string): Promise<string> {
  const opened = await plugin("files").open(path);
  const text = await opened.read();
  return String(text);
}

export function dynamic(name: string): unknown {
  const factory = registry.get(name) as any;
  const made = factory.create();
  made.start();
  return made.value;
}

export async function query(driver: any, sql: string): Promise<any[]> {
  const client = await driver.connect();
  return client.query(sql);
}

export function handlers(events: any): void {
  events.on("open", (socket: any) => socket.write("hello"));
  events.on("close", (socket: any) => {
    socket.end();
    console.log(socket.bytesWritten);
  });
}
