import { Agent, createServer } from 'node:http';
import express from 'express';
import { createProxyMiddleware } from 'http-proxy-middleware';
import { reportTo } from './report.ts';

/** What a shop would otherwise write: Express handing everything to the CRM, with no guard and no order book. */
const target = process.env['BENCH_UPSTREAM'] ?? '';
const app = express();
app.use(createProxyMiddleware({ target, agent: new Agent({ keepAlive: true, maxSockets: 64 }) }));
reportTo(createServer(app));
