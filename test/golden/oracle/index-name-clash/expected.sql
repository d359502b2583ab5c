DROP INDEX "SHOP"."__test_IX";
CREATE INDEX "SHOP"."__test_IX" ON "SHOP"."__test_SOURCE" ("NOTE");
CREATE INDEX "SHOP"."__test_IY" ON "SHOP"."__test_SOURCE" ("AMOUNT");
