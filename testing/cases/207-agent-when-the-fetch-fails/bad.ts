declare class Agent {
  constructor(options: { connect: { lookup: (host: string) => void } });
  close(): Promise<void>;
}
declare function undiciFetch(url: URL, options: { dispatcher: Agent; redirect: "error" }): Promise<Response>;
declare function assertPublicAddress(host: string): void;

export async function fetchFromPublicHost(url: URL): Promise<string> {
  let looked = false;
  const dispatcher = new Agent({
    connect: {
      lookup: (host) => {
        looked = true;
        assertPublicAddress(host);
      },
    },
  });
  const response = await undiciFetch(url, { dispatcher, redirect: "error" });
  const text = await response.text();
  if (!looked) throw new Error("the request did not go through the lookup");
  await dispatcher.close();
  return text;
}
