DROP INDEX "SHOP"."__test_IY";
DROP INDEX "SHOP"."__test_IX";
CREATE INDEX "SHOP"."__test_IX" ON "SHOP"."__test_SOURCE" ("AMOUNT");
