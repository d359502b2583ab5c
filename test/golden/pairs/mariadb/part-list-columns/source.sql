CREATE TABLE `source` (
  `id` int(11) DEFAULT NULL,
  `x` varchar(9) DEFAULT NULL
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
 PARTITION BY LIST  COLUMNS(`id`,`x`)
(PARTITION `a` VALUES IN ((1,'a'),(2,'b')) ENGINE = InnoDB,
 PARTITION `b` VALUES IN ((3,'c')) ENGINE = InnoDB)
