type Output = (component: string, text: string) => void;

const protocols = ["bus.sp.nanomsg.org"];
let socket: WebSocket | undefined;

function endpointOf(host: string, component: string): string {
  const port = component === "matron" ? 5555 : 5556;
  return `ws://${host}:${port}`;
}

export function replConnect(host: string, component: string, output: Output): void {
  replDisconnect();
  socket = new WebSocket(endpointOf(host, component), protocols);
  socket.onmessage = (event) => output(component, String(event.data));
  socket.onclose = () => output(component, "disconnected");
}

export function replReconnect(host: string, component: string, output: Output): void {
  output(component, "connecting again");
  replConnect(host, component, output);
}

export function replSend(line: string): void {
  if (socket?.readyState !== WebSocket.OPEN) throw new Error("not connected");
  socket.send(`${line}\n`);
}

export function replDisconnect(): void {
  socket?.close();
  socket = undefined;
}
