// An expression → text, on one line; comments stand above it.
import type { ExpressionNode, ExpressionSyntax, OperandSyntax } from './parse-expression.ts'
import { printAggregate, printEventSubject } from './print-line.ts'
import { traitText } from './quote-text.ts'

export function printExpression(node: ExpressionNode): string {
  if (node.kind === 'value') return printEventSubject(node.subject)
  return node.divisor === undefined ? printOperand(node.left) : `${printOperand(node.left)} / ${printOperand(node.divisor)}`
}

/** In its usual spelling. Parsing it again gives the same expression. */
export function formatExpression({ root, comments }: ExpressionSyntax): string {
  return [...comments.map(({ text }) => `# ${text}`.trimEnd()), printExpression(root)].join('\n')
}

function printOperand(operand: OperandSyntax): string {
  return operand.kind === 'trait' ? traitText(operand.name) : printAggregate(operand)
}
