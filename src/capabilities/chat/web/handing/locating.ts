import type { PlaceCard } from '../../model/contract.ts';
import { rounded } from '../../model/places.ts';

const WAIT_MOST_MS = 20_000;

/** Where the device is now, once, rounded; asks the browser, which asks whoever holds it. Rejects where it does not tell. */
export function locate(): Promise<NonNullable<PlaceCard['point']>> {
  return new Promise((resolve, reject) => {
    // Without https browsers have none.
    const { geolocation } = navigator as { geolocation?: Geolocation };
    if (geolocation === undefined) return reject(new Error('this browser tells no place'));
    geolocation.getCurrentPosition(
      ({ coords: { latitude, longitude, accuracy } }) =>
        resolve(rounded({ latitude, longitude, accuracyM: Math.min(accuracy, 100_000) })),
      (error) => reject(new Error(error.message)),
      { enableHighAccuracy: true, timeout: WAIT_MOST_MS, maximumAge: 0 },
    );
  });
}
