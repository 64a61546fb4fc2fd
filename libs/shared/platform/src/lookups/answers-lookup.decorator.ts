import { applyDecorators, StandardSchemaValidationPipe, UsePipes } from '@nestjs/common';
import { MessagePattern, RpcException } from '@nestjs/microservices';

const requestPipe = new StandardSchemaValidationPipe({
  exceptionFactory: () => new RpcException({ code: 'LOOKUP_INVALID', message: 'The question does not fit.' }),
});

/** The method answers look-ups on a topic. Its parameter is `@Payload({ schema })`: a question that does not fit gets the error `LOOKUP_INVALID`. */
export const AnswersLookup = (topic: string): MethodDecorator =>
  applyDecorators(MessagePattern<string>(topic), UsePipes(requestPipe));
