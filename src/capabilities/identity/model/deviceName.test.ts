import { expect, test } from 'vitest';
import { deviceName } from './deviceName.ts';

const webkit = 'AppleWebKit/605.1.15 (KHTML, like Gecko)';
const chrome = 'AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36';

test.each([
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome}`, 'Chrome, Windows'],
  [`Mozilla/5.0 (Windows NT 10.0; Win64; x64) ${chrome} Edg/142.0.0.0`, 'Edge, Windows'],
  ['Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0', 'Firefox, Linux'],
  [`Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) ${webkit} Version/18.0 Safari/605.1.15`, 'Safari, macOS'],
  [
    `Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) ${webkit} Version/18.0 Mobile/15E148 Safari/604.1`,
    'Safari, iPhone',
  ],
  [`Mozilla/5.0 (iPad; CPU OS 18_0 like Mac OS X) ${webkit} CriOS/142.0 Mobile/15E148 Safari/604.1`, 'Chrome, iPad'],
  [`Mozilla/5.0 (Linux; Android 15; Pixel 9) ${chrome} MicroMessenger/8.0.50`, 'WeChat, Android'],
  [`Mozilla/5.0 (Phone; OpenHarmony 5.0) ${chrome} HuaweiBrowser/5.0`, 'Huawei Browser, HarmonyOS'],
  ['curl/8.5.0', 'Unknown'],
  ['', 'Unknown'],
])('I16 %s is called %s', (userAgent, name) => {
  expect(deviceName(userAgent)).toBe(name);
});
