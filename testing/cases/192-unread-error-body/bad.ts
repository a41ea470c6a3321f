export interface Blob304 { etag: string | null; data?: unknown }
declare const http: {
  request(url: string, headers: Record<string, string>): Promise<{
    statusCode: number;
    headers: Record<string, string>;
    body: { json(): Promise<unknown>; dump(): Promise<void> };
  }>;
};

export async function fetchConfig(url: string, etag: string): Promise<Blob304> {
  const { statusCode, headers, body } = await http.request(url, { "if-none-match": etag });
  if (statusCode === 304) return { etag };
  if (statusCode !== 200) throw new Error(`${url}: ${statusCode}`);
  return { etag: headers["etag"] ?? null, data: await body.json() };
}
