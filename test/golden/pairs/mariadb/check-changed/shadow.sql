CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `a` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  CONSTRAINT `__test_ck` CHECK (`a` > 1),
  CONSTRAINT `co` CHECK (`a` <> 7)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
