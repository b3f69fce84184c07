/** Loaded before the server: whatever it asks over https comes to one server on this machine, which is told whom it was meant for. */
import http from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { syncBuiltinESMExports } from 'node:module';
import './steppedClock.ts';

const port = Number(process.env['FAULTS_OUTSIDE_PORT']);

https.request = ((
  url: URL,
  { method, headers, signal }: RequestOptions,
  heard: (answer: http.IncomingMessage) => void,
) =>
  http.request(
    {
      host: '127.0.0.1',
      port,
      path: url.pathname,
      method,
      signal,
      headers: { ...(headers as object), 'x-meant-for': url.hostname },
    },
    heard,
  )) as typeof https.request;
syncBuiltinESMExports();
