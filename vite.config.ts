import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, gzipSync } from 'node:zlib';
import react from '@vitejs/plugin-react';
import { defineConfig, type Plugin } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8')) as { version: string };
/** Where `npm start` listens; `vite` alone sends calls and the socket there. */
const server = `http://localhost:${process.env['PORT'] ?? '3000'}`;

/** Lays a .br and a .gz beside every text file, once at build, so that the server only sends bytes. */
function compressed(folder: string): Plugin {
  return {
    name: 'compressed',
    apply: 'build',
    enforce: 'post',
    closeBundle: {
      order: 'post',
      sequential: true,
      handler() {
        for (const file of readdirSync(folder, { recursive: true, encoding: 'utf8' })) {
          if (!/\.(?:m?js|css|html|svg|webmanifest)$/.test(file)) continue;
          const path = join(folder, file);
          const bytes = readFileSync(path);
          if (bytes.length < 1_000) continue;
          writeFileSync(`${path}.br`, brotliCompressSync(bytes));
          writeFileSync(`${path}.gz`, gzipSync(bytes, { level: 9 }));
        }
      },
    },
  };
}

/** What a PDF may name and not bring (letters, fonts), and what stands in for WebAssembly: from our own origin, asked for one by one. */
function pdfParts(): Plugin {
  const from = 'node_modules/pdfjs-dist';
  const { version: pdfVersion } = JSON.parse(readFileSync(`${from}/package.json`, 'utf8')) as { version: string };
  return {
    name: 'pdf-parts',
    apply: 'build',
    generateBundle() {
      for (const folder of ['cmaps', 'standard_fonts', 'wasm']) {
        for (const file of readdirSync(join(from, folder))) {
          if (folder === 'wasm' && !/nowasm/.test(file)) continue;
          const source = readFileSync(join(from, folder, file));
          this.emitFile({ type: 'asset', fileName: `assets/pdf-${pdfVersion}/${folder}/${file}`, source });
        }
      }
    },
  };
}

export default defineConfig({
  plugins: [
    react(),
    pdfParts(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/app/web',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['**/*.{html,js,css,svg,webmanifest}', 'icon-192.png'],
        // Whoever opens a PDF fetches what reads it; nobody else.
        globIgnores: ['assets/pdf*', 'assets/pdf*/**', 'assets/PdfPreview*'],
        minify: true,
      },
    }),
    compressed('dist/web'),
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
      '/files': { target: server },
      '/records': { target: server },
      '/live': { target: server.replace('http', 'ws'), ws: true },
    },
  },
});
