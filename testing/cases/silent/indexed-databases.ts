/** Databases of the browser: closed when used once, or kept open for the page. */

function request<T>(source: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    source.onsuccess = () => resolve(source.result);
    source.onerror = () => reject(source.error);
  });
}

export async function count(name: string): Promise<number> {
  const database = await request(indexedDB.open(name));
  try {
    return await request(database.transaction("notes").objectStore("notes").count());
  } finally {
    database.close();
  }
}

export class Notes {
  private constructor(private readonly database: IDBDatabase) {
    database.onversionchange = () => database.close();
  }

  static async open(name: string): Promise<Notes> {
    const opening = indexedDB.open(name, 2);
    opening.onupgradeneeded = () => opening.result.createObjectStore("notes", { autoIncrement: true });
    return new Notes(await request(opening));
  }

  async add(text: string): Promise<void> {
    const transaction = this.database.transaction("notes", "readwrite");
    await request(transaction.objectStore("notes").add(text));
    transaction.commit();
  }

  async all(): Promise<string[]> {
    const store = this.database.transaction("notes").objectStore("notes");
    const found: string[] = [];
    return new Promise((resolve, reject) => {
      const cursor = store.openCursor();
      cursor.onerror = () => reject(cursor.error);
      cursor.onsuccess = () => {
        const at = cursor.result;
        if (at === null) return resolve(found);
        found.push(at.value as string);
        at.continue();
      };
    });
  }

  close(): void {
    this.database.close();
  }
}
