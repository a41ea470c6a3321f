function opened(request: IDBOpenDBRequest): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}
declare function done<T>(request: IDBRequest<T>): Promise<T>;

export async function countPending(name: string): Promise<number> {
  const database: IDBDatabase = await opened(indexedDB.open(name));
  try {
    const store = database.transaction("pending").objectStore("pending");
    return await done(store.count());
  } finally {
    database.close();
  }
}
