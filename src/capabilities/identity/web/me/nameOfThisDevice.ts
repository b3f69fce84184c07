import { deviceName } from '../../model/deviceName.ts';

/** This device as people would say it: "Chrome, Windows". */
export function nameOfThisDevice(): string {
  return deviceName(navigator.userAgent);
}
