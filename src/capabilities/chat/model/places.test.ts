import { describe, expect, test } from 'vitest';
import { pointErasedAt, rounded } from './places.ts';

describe('L3 a point', () => {
  test('is rounded to about ten metres, and never said to be more exact', () => {
    expect(rounded({ latitude: 31.298_883_4, longitude: 120.585_316_9, accuracyM: 3.2 })).toEqual({
      ...{ latitude: 31.2989, longitude: 120.5853 },
      accuracyM: 10,
    });
    expect(rounded({ latitude: -33.856_78, longitude: -70.000_04, accuracyM: 41.1 })).toEqual({
      ...{ latitude: -33.8568, longitude: -70 },
      accuracyM: 42,
    });
    const once = rounded({ latitude: 53.550_01, longitude: 9.993_682, accuracyM: 12 });
    expect(rounded(once)).toEqual(once);
  });

  test('is erased sixty days after it was sent', () => {
    expect(pointErasedAt(new Date('2026-09-01T08:00:00Z'))).toEqual(new Date('2026-10-31T08:00:00Z'));
  });
});
