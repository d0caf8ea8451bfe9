// What the last renewal of tokens in this browser spent, and what it got. Kept in IndexedDB: what one tab has written there, the next
// to hold the lock does read, while of localStorage it may read what another tab has replaced a moment ago, whatever it has locked.

const DATABASE = 'firstcome';
const STORE = 'renewals';
const LAST = 'last';

/** The session that was got for this refresh token, if the last renewal spent it; or null. */
export async function gotFor(refreshToken) {
  const last = await within('readonly', store => store.get(LAST)).catch(() => null);
  return last?.spent === refreshToken ? last.got : null;
}

/** Keeps what a renewal spent and got. Without IndexedDB (as some browsers are when told to forget everything) each tab is alone. */
export function remember(spent, got) {
  return within('readwrite', store => store.put({ spent, got }, LAST)).catch(() => {});
}

/** Forgets it, as somebody logs out. */
export function forget() {
  return within('readwrite', store => store.delete(LAST)).catch(() => {});
}

async function within(mode, work) {
  const database = await new Promise((resolve, reject) => {
    const opening = indexedDB.open(DATABASE, 1);
    opening.onupgradeneeded = () => opening.result.createObjectStore(STORE);
    opening.onsuccess = () => resolve(opening.result);
    opening.onerror = () => reject(opening.error);
  });
  try {
    return await new Promise((resolve, reject) => {
      const transaction = database.transaction(STORE, mode);
      const request = work(transaction.objectStore(STORE));
      transaction.oncomplete = () => resolve(request.result);
      transaction.onabort = () => reject(transaction.error);
    });
  } finally {
    database.close();
  }
}
