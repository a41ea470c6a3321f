interface RequestOptions {
  url: string;
  method: "GET" | "POST" | "PUT";
  headers: Record<string, string>;
}
declare function send<T>(options: RequestOptions, body?: unknown): Promise<T>;
export interface Video {
  readonly guid: string;
  readonly title: string;
}

export class BunnyStream {
  private readonly defaults: RequestOptions;

  constructor(library: string, key: string) {
    this.defaults = {
      url: `https://video.bunnycdn.com/library/${library}/videos`,
      method: "GET",
      headers: { AccessKey: key, Accept: "application/json", "Content-Type": "application/*+json" },
    };
  }

  createVideo(title: string): Promise<Video> {
    return send<Video>({ ...this.defaults, method: "POST" }, { title });
  }

  uploadVideo(guid: string, bytes: Uint8Array): Promise<Video> {
    const options: RequestOptions = { ...this.defaults };
    options.url += `/${guid}`;
    options.method = "PUT";
    options.headers["Content-Type"] = "application/octet-stream";
    return send<Video>(options, bytes);
  }
}
