import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Takes files as the product does, over the same requests, and keeps nothing: what bringing them costs the machine alone. Says its port. */
function main(): void {
  const server = createServer((request, response) => {
    let bytes = 0;
    request.on('data', (chunk: Buffer) => (bytes += chunk.length));
    request.on('end', () => {
      if (request.method !== 'PATCH') return void response.end('{}');
      const offset = Number(request.headers['upload-offset']) + bytes;
      response.writeHead(204, { 'upload-offset': offset }).end();
    });
  });
  server.listen(0, '127.0.0.1', () => process.send?.({ port: (server.address() as AddressInfo).port }));
}

if (import.meta.main) main();
