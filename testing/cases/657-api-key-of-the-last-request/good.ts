export interface Transport {
  request<T>(method: string, url: string, options: { headers: Record<string, string> }): Promise<T>;
}
export interface Pet {
  readonly id: number;
  readonly name: string;
}

export class PetService {
  private readonly basePath = "https://petstore.example.org/v2";
  defaultHeaders: Record<string, string> = {};

  constructor(private readonly http: Transport) {}

  deletePet(petId: number, apiKey?: string): Promise<void> {
    const headers = { ...this.defaultHeaders };
    if (apiKey !== undefined) {
      headers["api_key"] = apiKey;
    }
    return this.http.request<void>("DELETE", `${this.basePath}/pet/${encodeURIComponent(petId)}`, { headers });
  }

  getPet(petId: number): Promise<Pet> {
    const headers = { ...this.defaultHeaders };
    headers["Accept"] = "application/json";
    return this.http.request<Pet>("GET", `${this.basePath}/pet/${encodeURIComponent(petId)}`, { headers });
  }
}
