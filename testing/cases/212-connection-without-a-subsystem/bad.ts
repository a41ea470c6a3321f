interface Sftp {
  readdir(path: string, done: (error: Error | undefined, names: { filename: string }[]) => void): void;
  end(): void;
}
declare class Client {
  on(event: "ready" | "close", listener: () => void): this;
  on(event: "error", listener: (error: Error) => void): this;
  connect(options: { host: string; username: string; password: string }): this;
  sftp(done: (error: Error | undefined, sftp: Sftp) => void): void;
  end(): this;
}

export function list(host: string, username: string, password: string, path: string): Promise<string[]> {
  return new Promise((resolve, reject) => {
    const client = new Client();
    client.on("ready", () => {
      client.sftp((failed, sftp) => {
        if (failed) return reject(failed);
        sftp.readdir(path, (error, names) => {
          client.end();
          if (error) reject(error);
          else resolve(names.map((name) => name.filename));
        });
      });
    });
    client.on("error", reject);
    client.connect({ host, username, password });
  });
}
