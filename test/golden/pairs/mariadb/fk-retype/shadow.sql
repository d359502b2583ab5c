CREATE TABLE `shadow` (
  `id` int(11) NOT NULL,
  `pid` int(11) DEFAULT NULL,
  PRIMARY KEY (`id`),
  KEY `f1s` (`pid`),
  CONSTRAINT `f1s` FOREIGN KEY (`pid`) REFERENCES `__test_parent` (`id`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4 COLLATE=utf8mb4_general_ci
