import { EventEmitter } from "node:events";

declare class Packet {
  constructor(kind: string);
}
export class Socket extends EventEmitter {
  constructor(readonly client: Client, readonly namespace: string) {
    super();
  }
  onclose(reason: string): void {
    this.emit("disconnect", reason);
    this.client.remove(this);
  }
}

export class Client {
  private readonly sockets: Socket[] = [];
  constructor(private readonly write: (packet: Packet) => void) {}

  join(namespace: string): Socket {
    const socket = new Socket(this, namespace);
    this.sockets.push(socket);
    this.write(new Packet(`join ${namespace}`));
    return socket;
  }

  remove(socket: Socket): void {
    const index = this.sockets.indexOf(socket);
    if (index !== -1) this.sockets.splice(index, 1);
  }

  onclose(reason: string): void {
    while (this.sockets.length > 0) this.sockets.shift()!.onclose(reason);
  }
}
