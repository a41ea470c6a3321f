/**
 * The shape of TypeScript's syntax trees that lowering reads: the same property names in every compiler, kinds by name.
 * Nothing here comes from a compiler; an adapter (`ts7/parse.ts`) says how numbers become names.
 */

/** A node of any kind. A property that its kind does not have is `undefined`; so is one that a syntax error left out. */
export interface Node {
  readonly kind: number;
  /** Start with leading trivia, `getStart` without; `end` is excluded. */
  readonly pos: number;
  readonly end: number;
  readonly flags: number;
  readonly parent: Node;
  getStart(): number;
  forEachChild<T>(visitor: (node: Node) => T): T | undefined;

  readonly text?: string;
  readonly rawText?: string;
  /** Of prefix and postfix operators: a kind. */
  readonly operator?: number;
  /** Of a heritage clause: the kind of `extends` or `implements`. */
  readonly token?: number;
  /** Of an import clause: the kind of `type` or `defer`. */
  readonly phaseModifier?: number | undefined;
  readonly isTypeOnly?: boolean;

  readonly argumentExpression?: Node;
  readonly asteriskToken?: Node;
  readonly attributes?: Node;
  readonly awaitModifier?: Node;
  readonly block?: Node;
  readonly body?: Node;
  readonly caseBlock?: Node;
  readonly catchClause?: Node;
  readonly condition?: Node;
  readonly constraint?: Node;
  readonly declarationList?: Node;
  readonly dotDotDotToken?: Node;
  readonly elementType?: Node;
  readonly elseStatement?: Node;
  readonly exportClause?: Node;
  readonly expression?: Node;
  readonly finallyBlock?: Node;
  readonly importClause?: Node;
  readonly incrementor?: Node;
  readonly initializer?: Node;
  readonly label?: Node;
  readonly literal?: Node;
  readonly left?: Node;
  readonly moduleReference?: Node;
  readonly moduleSpecifier?: Node;
  readonly name?: Node;
  readonly namedBindings?: Node;
  readonly objectAssignmentInitializer?: Node;
  readonly openingElement?: Node;
  readonly operand?: Node;
  readonly operatorToken?: Node;
  readonly propertyName?: Node;
  readonly questionDotToken?: Node;
  readonly right?: Node;
  readonly statement?: Node;
  readonly tag?: Node;
  readonly tagName?: Node;
  readonly template?: Node;
  readonly thenStatement?: Node;
  readonly tryBlock?: Node;
  readonly type?: Node;
  readonly typeName?: Node;
  readonly variableDeclaration?: Node;
  readonly whenFalse?: Node;
  readonly whenTrue?: Node;

  readonly arguments?: readonly Node[];
  readonly children?: readonly Node[];
  readonly clauses?: readonly Node[];
  readonly declarations?: readonly Node[];
  readonly elements?: readonly Node[];
  readonly heritageClauses?: readonly Node[];
  readonly members?: readonly Node[];
  readonly modifiers?: readonly Node[];
  readonly parameters?: readonly Node[];
  readonly properties?: readonly Node[];
  readonly statements?: readonly Node[];
  readonly templateSpans?: readonly Node[];
  readonly typeArguments?: readonly Node[];
  readonly typeParameters?: readonly Node[];
  readonly types?: readonly Node[];
}

/** A parsed file, and how to read the kinds of its nodes. */
export interface SourceFileSyntax {
  readonly root: Node;
  readonly text: string;
  /** Names as in `SyntaxKind`, never an alias such as `FirstStatement`. */
  readonly kindName: (kind: number) => KindName;
}

/** The kinds that lowering tells apart; an adapter hands out other names too, which no case matches. */
export type KindName = ExpressionKind | StatementKind | MemberKind | NameKind | TypeKind | TokenKind | "SourceFile" | "Unknown";

type ExpressionKind =
  | "ArrayLiteralExpression"
  | "ArrowFunction"
  | "AsExpression"
  | "AwaitExpression"
  | "BigIntLiteral"
  | "BinaryExpression"
  | "CallExpression"
  | "ClassExpression"
  | "ConditionalExpression"
  | "DeleteExpression"
  | "ElementAccessExpression"
  | "ExpressionWithTypeArguments"
  | "FalseKeyword"
  | "FunctionExpression"
  | "ImportKeyword"
  | "JsxElement"
  | "JsxFragment"
  | "JsxSelfClosingElement"
  | "MetaProperty"
  | "NewExpression"
  | "NoSubstitutionTemplateLiteral"
  | "NonNullExpression"
  | "NullKeyword"
  | "NumericLiteral"
  | "ObjectLiteralExpression"
  | "OmittedExpression"
  | "ParenthesizedExpression"
  | "PartiallyEmittedExpression"
  | "PostfixUnaryExpression"
  | "PrefixUnaryExpression"
  | "PropertyAccessExpression"
  | "RegularExpressionLiteral"
  | "SatisfiesExpression"
  | "SpreadElement"
  | "StringLiteral"
  | "SuperKeyword"
  | "TaggedTemplateExpression"
  | "TemplateExpression"
  | "ThisKeyword"
  | "TrueKeyword"
  | "TypeAssertionExpression"
  | "TypeOfExpression"
  | "VoidExpression"
  | "YieldExpression";

type StatementKind =
  | "Block"
  | "BreakStatement"
  | "ClassDeclaration"
  | "ContinueStatement"
  | "DebuggerStatement"
  | "DoStatement"
  | "EmptyStatement"
  | "EnumDeclaration"
  | "ExportAssignment"
  | "ExportDeclaration"
  | "ExpressionStatement"
  | "ForInStatement"
  | "ForOfStatement"
  | "ForStatement"
  | "FunctionDeclaration"
  | "IfStatement"
  | "ImportDeclaration"
  | "ImportEqualsDeclaration"
  | "InterfaceDeclaration"
  | "JSImportDeclaration"
  | "JSTypeAliasDeclaration"
  | "LabeledStatement"
  | "MissingDeclaration"
  | "ModuleBlock"
  | "ModuleDeclaration"
  | "NamespaceExportDeclaration"
  | "NotEmittedStatement"
  | "ReturnStatement"
  | "SwitchStatement"
  | "ThrowStatement"
  | "TryStatement"
  | "TypeAliasDeclaration"
  | "VariableDeclarationList"
  | "VariableStatement"
  | "WhileStatement"
  | "WithStatement";

type MemberKind =
  | "BindingElement"
  | "CaseClause"
  | "ClassStaticBlockDeclaration"
  | "Constructor"
  | "Decorator"
  | "DefaultClause"
  | "EnumMember"
  | "ExternalModuleReference"
  | "GetAccessor"
  | "JsxAttribute"
  | "JsxExpression"
  | "JsxSpreadAttribute"
  | "JsxText"
  | "MethodDeclaration"
  | "NamedImports"
  | "NamespaceImport"
  | "Parameter"
  | "PropertyAssignment"
  | "PropertyDeclaration"
  | "SetAccessor"
  | "ShorthandPropertyAssignment"
  | "SpreadAssignment"
  | "VariableDeclaration";

type NameKind =
  | "ArrayBindingPattern"
  | "ComputedPropertyName"
  | "Identifier"
  | "JsxNamespacedName"
  | "ObjectBindingPattern"
  | "PrivateIdentifier"
  | "QualifiedName";

type TypeKind =
  | "AnyKeyword"
  | "ArrayType"
  | "BigIntKeyword"
  | "BooleanKeyword"
  | "ConstructorType"
  | "FunctionType"
  | "IntersectionType"
  | "LiteralType"
  | "MethodSignature"
  | "NamedTupleMember"
  | "NeverKeyword"
  | "NumberKeyword"
  | "ObjectKeyword"
  | "OptionalType"
  | "ParenthesizedType"
  | "PropertySignature"
  | "StringKeyword"
  | "SymbolKeyword"
  | "TemplateLiteralType"
  | "ThisType"
  | "TupleType"
  | "TypeLiteral"
  | "TypeOperator"
  | "TypePredicate"
  | "TypeReference"
  | "UndefinedKeyword"
  | "UnionType"
  | "UnknownKeyword"
  | "VoidKeyword";

type TokenKind =
  | "AbstractKeyword"
  | "AccessorKeyword"
  | "AsyncKeyword"
  | "DeclareKeyword"
  | "DefaultKeyword"
  | "DotDotDotToken"
  | "EqualsGreaterThanToken"
  | "ExclamationToken"
  | "ExportKeyword"
  | "ExtendsKeyword"
  | "MinusMinusToken"
  | "MinusToken"
  | "PlusPlusToken"
  | "PlusToken"
  | "PrivateKeyword"
  | "ProtectedKeyword"
  | "PublicKeyword"
  | "ReadonlyKeyword"
  | "OverrideKeyword"
  | "StaticKeyword"
  | "TildeToken"
  | "TemplateHead"
  | "TemplateMiddle"
  | "TemplateTail"
  | "TypeKeyword"
  | "AmpersandAmpersandEqualsToken"
  | "AmpersandAmpersandToken"
  | "AmpersandEqualsToken"
  | "AmpersandToken"
  | "AsteriskAsteriskEqualsToken"
  | "AsteriskAsteriskToken"
  | "AsteriskEqualsToken"
  | "AsteriskToken"
  | "BarBarEqualsToken"
  | "BarBarToken"
  | "BarEqualsToken"
  | "BarToken"
  | "CaretEqualsToken"
  | "CaretToken"
  | "CommaToken"
  | "EqualsEqualsEqualsToken"
  | "EqualsEqualsToken"
  | "EqualsToken"
  | "ExclamationEqualsEqualsToken"
  | "ExclamationEqualsToken"
  | "GreaterThanEqualsToken"
  | "GreaterThanGreaterThanEqualsToken"
  | "GreaterThanGreaterThanGreaterThanEqualsToken"
  | "GreaterThanGreaterThanGreaterThanToken"
  | "GreaterThanGreaterThanToken"
  | "GreaterThanToken"
  | "InKeyword"
  | "InstanceOfKeyword"
  | "LessThanEqualsToken"
  | "LessThanLessThanEqualsToken"
  | "LessThanLessThanToken"
  | "LessThanToken"
  | "MinusEqualsToken"
  | "PercentEqualsToken"
  | "PercentToken"
  | "PlusEqualsToken"
  | "QuestionQuestionEqualsToken"
  | "QuestionQuestionToken"
  | "SlashEqualsToken"
  | "SlashToken";
