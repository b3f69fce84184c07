import { readFileSync } from 'node:fs';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
/** Where `npm start` listens; `vite` alone sends calls and the socket there. */
const server = `http://localhost:${process.env['PORT'] ?? '3000'}`;

export default defineConfig({
  plugins: [
    react(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app/web',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: { globPatterns: ['**/*.{html,js,css,svg,webmanifest}', 'icon-192.png'], minify: true },
    }),
  ],
  define: { __TAUTLINE_VERSION__: JSON.stringify(version) },
  build: {
    outDir: 'dist/web',
    manifest: true,
    target: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    cssTarget: ['chrome123', 'edge123', 'firefox125', 'safari17.5'],
    // The strict content security policy has no place for data: scripts, and icons are files.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  server: {
    proxy: {
      '/api': { target: server },
      '/live': { target: server.replace('http', 'ws'), ws: true },
    },
  },
});
