import { DocumentBuilder, SwaggerModule } from '@nestjs/swagger';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';

/** The service's OpenAPI document, made from the code. */
export function serveOpenApi(app: NestFastifyApplication, title: string, path: string): void {
  const config = new DocumentBuilder().setTitle(title).setVersion('1').addBearerAuth().build();
  const document = SwaggerModule.createDocument(app, config);
  app.getHttpAdapter().get(path, (_request: unknown, reply: { send(body: unknown): void }) => reply.send(document));
}
